package io.banditpipeline.connectors.google;

import io.banditpipeline.metric.SourceNotice;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/** The versions of the Google Ads API and when they are switched off. */
final class ApiVersions {
    /** The version that is spoken unless another one is set. */
    static final String DEFAULT = "v26";

    private static final Pattern NAME = Pattern.compile("v[0-9]{1,3}");

    /** Days that Google has announced, and first days of months where only the month is known. */
    private static final Map<String, LocalDate> SUNSETS = Map.of(
            "v20", LocalDate.of(2026, 6, 10),
            "v21", LocalDate.of(2026, 8, 5),
            "v22", LocalDate.of(2026, 10, 7),
            "v23", LocalDate.of(2027, 2, 1),
            "v24", LocalDate.of(2027, 5, 1),
            "v25", LocalDate.of(2027, 8, 1),
            "v26", LocalDate.of(2027, 11, 1));

    private ApiVersions() {}

    static boolean isName(String version) {
        return NAME.matcher(version).matches();
    }

    /** When a version ends, as far as it is known. */
    static List<SourceNotice> notices(String version) {
        LocalDate day = SUNSETS.get(version);
        if (day == null) {
            return List.of();
        }
        Instant at = day.atStartOfDay(ZoneOffset.UTC).toInstant();
        return List.of(new SourceNotice(
                SourceNotice.Kind.VERSION_SUNSET,
                version,
                at,
                "Google switches version " + version + " of its API off on or after " + day
                        + "; nothing can be fetched then. What to do: update this library, or set apiVersion to a later"
                        + " version."));
    }
}
