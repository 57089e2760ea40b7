package io.banditpipeline.connectors.csv;

import static io.banditpipeline.connectors.csv.CsvFixture.ALL;
import static io.banditpipeline.connectors.csv.CsvFixture.fetch;
import static io.banditpipeline.connectors.csv.CsvFixture.outcomes;
import static io.banditpipeline.connectors.csv.CsvFixture.source;
import static io.banditpipeline.connectors.csv.CsvFixture.write;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.quality.RejectedRow;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The guide to CSV files is true: its mappings are read, and its messages are the ones that come. */
class CsvGuideTest {
    @TempDir
    Path folder;

    private String guide;

    @BeforeEach
    void readGuide() throws IOException {
        Path here = Path.of(System.getProperty("user.dir")).toAbsolutePath();
        Path file = Stream.iterate(here, at -> at != null, Path::getParent)
                .map(at -> at.resolve("docs/csv.md"))
                .filter(Files::isRegularFile)
                .findFirst()
                .orElseThrow();
        guide = Files.readString(file);
    }

    private List<String> blocks(String language) {
        return Pattern.compile("```" + language + "\n(.*?)```", Pattern.DOTALL)
                .matcher(guide)
                .results()
                .map(block -> block.group(1))
                .toList();
    }

    private CsvMapping mapping(int block) {
        return CsvMapping.read(write(folder, "mapping.yaml", blocks("yaml").get(block)));
    }

    @Test
    void every_mapping_in_it_is_read() {
        assertThat(blocks("yaml")).hasSize(4);
        assertThat(mapping(0).shape()).isEqualTo(CsvMapping.Shape.WIDE);
        assertThat(mapping(1).shape()).isEqualTo(CsvMapping.Shape.LONG);
        assertThat(mapping(2).shape()).isEqualTo(CsvMapping.Shape.EXPORT);
        assertThat(mapping(3).outcomes()).isPresent();
    }

    @Test
    void the_reasons_in_it_are_those_of_its_file() {
        Path file = write(folder, "daily.csv", blocks("csv").get(0));
        CsvSource source = source(file, mapping(0));
        List<RejectedRow> rejects = new ArrayList<>();
        for (Account account : source.accounts()) {
            rejects.addAll(fetch(source, account, source.coverage(account).orElseThrow()).rejects);
        }
        rejects.addAll(outcomes(source, ALL).rejects);
        String told = String.join(
                "",
                rejects.stream()
                        .flatMap(row -> row.reasons().stream().map(reason -> told(row, reason)))
                        .toList());
        assertThat(told).isEqualTo(blocks("text").get(0));
    }

    private static String told(RejectedRow row, RejectedRow.Reason reason) {
        String column = reason.field().isEmpty() ? "" : ", column " + reason.field();
        return row.where() + ": " + reason.rule() + column + ": " + reason.text() + "\n";
    }

    @Test
    void the_faults_of_files_in_it_are_the_ones_that_come() {
        Path file = write(folder, "daily.csv", "date,google_search_spend,google_search_click\n");
        CsvMapping mapping = CsvMapping.read(
                write(folder, "one.yaml", blocks("yaml").get(0).replaceAll("(?s)  meta_facebook:.*", "")));
        String fault = blocks("text").get(1).lines().findFirst().orElseThrow();
        assertThatThrownBy(
                        () -> source(file, mapping).coverage(mapping.accounts().get(0)))
                .hasMessage(folder + "/" + fault);
    }

    @Test
    void the_mistakes_of_mappings_in_it_are_the_ones_that_come() {
        Path file = write(
                folder,
                "brand.yaml",
                "shape: wide\ncampaign: {id: a, zone: UTC, currency: EUR}\noutcomes: {orders: o, revenue: r}\ncolums: {date: d}\n");
        assertThatThrownBy(() -> CsvMapping.read(file))
                .hasMessage(blocks("text").get(2).stripTrailing());
    }
}
