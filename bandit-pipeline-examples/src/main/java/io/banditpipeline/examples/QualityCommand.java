package io.banditpipeline.examples;

import io.banditpipeline.quality.QualityReport;
import io.banditpipeline.quality.QualityReportHtml;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Reports how far the stored data can be trusted; collects and changes nothing. */
final class QualityCommand implements Command {
    private static final Option HTML = new Option("--html", "FILE", "write the report as one page, too");

    @Override
    public String name() {
        return "quality";
    }

    @Override
    public String summary() {
        return "report how far the stored data can be trusted, and why; collects and changes nothing";
    }

    @Override
    public String details() {
        return "Name the same --db, --csv and --mapping as for daily.";
    }

    @Override
    public List<Option> options() {
        return Option.join(Option.INPUT, Option.AS_OF, HTML, Option.JSON);
    }

    @Override
    public int run(Call call) {
        try (Session session = Session.openExisting(call)) {
            QualityReport report = session.pipeline().quality();
            call.options().text(HTML.name()).map(Path::of).ifPresent(file -> write(call, file, report));
            call.out().println(call.options().json() ? QualityJson.of(report) : report.toString());
            return report.fit() ? BanditPipelineCommand.GOOD : BanditPipelineCommand.BAD;
        }
    }

    private static void write(Call call, Path file, QualityReport report) {
        try {
            Files.writeString(file, QualityReportHtml.of(report));
        } catch (IOException e) {
            throw new UsageException("Option --html: cannot write " + file.toAbsolutePath() + ": " + e);
        }
        call.err().println("The page is " + file.toAbsolutePath());
    }
}
