package io.banditpipeline.connectors.meta;

import io.banditpipeline.metric.SourceNotice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The versions of Meta's Marketing API, and how long Meta serves them. */
final class MetaVersions {
    static final String DEFAULT = "v26.0";

    /** Versions that Meta has said the end of. */
    private static final Map<String, LocalDate> ENDS = Map.of(
            "v21.0", LocalDate.of(2025, 9, 9),
            "v22.0", LocalDate.of(2026, 2, 19),
            "v23.0", LocalDate.of(2026, 6, 9),
            "v24.0", LocalDate.of(2026, 10, 6));

    /** When younger versions came: all before them were served for about a year. */
    private static final Map<String, LocalDate> RELEASES =
            Map.of("v25.0", LocalDate.of(2026, 2, 18), "v26.0", LocalDate.of(2026, 7, 29));

    private MetaVersions() {}

    /** Whether it is written as Meta writes versions. */
    static boolean isValid(String version) {
        return version.matches("v[1-9][0-9]{0,2}\\.[0-9]");
    }

    /** When a version ends, as far as is known. */
    static Optional<SourceNotice> sunset(String version) {
        @Nullable LocalDate end = ENDS.get(version);
        if (end != null) {
            return Optional.of(notice(
                    version,
                    end,
                    "Meta switches version " + version + " of its"
                            + " Marketing API off: configure a newer one (apiVersion), such as " + DEFAULT));
        }
        @Nullable LocalDate release = RELEASES.get(version);
        if (release != null) {
            return Optional.of(notice(
                    version,
                    release.plusYears(1),
                    "Meta has not said when it switches version " + version + " of its Marketing API off, but it"
                            + " served the ones before for about a year: look at Meta's list of versions"));
        }
        return Optional.empty();
    }

    private static SourceNotice notice(String version, LocalDate day, String text) {
        Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return new SourceNotice(SourceNotice.Kind.VERSION_SUNSET, version, at, text);
    }
}
