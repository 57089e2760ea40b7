package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Campaign;
import io.banditpipeline.metric.DateRange;
import io.banditpipeline.outcome.OutcomeSink;
import io.banditpipeline.outcome.OutcomeSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** The outcomes of the files of a source. Thread-safe. */
final class CsvOutcomes implements OutcomeSource {
    private final String id;
    private final CsvMapping mapping;
    private final CsvFiles files;

    CsvOutcomes(String id, CsvMapping mapping, CsvFiles files) {
        this.id = id;
        this.mapping = mapping;
        this.files = files;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public Optional<DateRange> coverage(Campaign campaign) {
        return mapping.coverage() == CsvMapping.Coverage.HISTORY || !isOurs(campaign)
                ? Optional.empty()
                : Optional.of(files.coverage("campaign " + campaign.id(), layout -> true));
    }

    private boolean isOurs(Campaign campaign) {
        return campaign.id().equals(mapping.campaign().id());
    }

    /** {@inheritDoc} A campaign that is not that of the mapping has no outcome here. */
    @Override
    public void fetch(Campaign campaign, DateRange days, OutcomeSink sink) {
        Objects.requireNonNull(sink, "sink");
        if (!isOurs(campaign)) {
            return;
        }
        List<TextFile> all = files.list();
        all.forEach(files::layout);
        all.stream().filter(TextFile::isGzip).forEach(files::days);
        OutcomeFetch fetch =
                new OutcomeFetch(days, sink, new SeenDays(days), mapping.accounts().isEmpty());
        for (TextFile file : all) {
            files.forEachRow(file, (layout, row) -> layout.readOutcome(row, fetch));
        }
    }
}
