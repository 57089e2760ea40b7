package io.banditpipeline.config;

import io.banditpipeline.error.ConfigurationException;
import io.banditpipeline.schedule.Waiter;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The sources that a file names. Stateless. */
final class SourceList {
    private static final List<SourceTable> TABLES =
            List.of(GoogleAdsSettings.TABLE, MetaSettings.TABLE, TradeDeskSettings.TABLE);

    private SourceList() {}

    /** The type of a source; empty if it is missing or wrong. */
    static Optional<SourceType> type(String name, Values values) {
        return values.get(TABLES.get(0).type, name);
    }

    /** Notes what is wrong. */
    static void check(Values values, Problems problems) {
        Map<String, String> ids = new HashMap<>();
        for (String name : values.names(SourceTable.SECTION)) {
            SourceValues source = new SourceValues(name, values, problems);
            type(name, values).map(SourceSettings::of).ifPresent(settings -> settings.check(source));
            String other = ids.putIfAbsent(source.id(TABLES.get(0).id), name);
            if (other != null) {
                source.problem("has the id of " + SourceTable.SECTION + "." + other
                        + ": watermarks are kept under it, so give one of them another");
            }
        }
    }

    /**
     * Builds all sources, by their names. Calls nobody.
     *
     * @throws ConfigurationException if a builder refuses what it took when the file was read, such as a key file that
     *     has changed since
     */
    static Map<String, SourceSettings.Opened> open(String what, Values values, InstantSource clock, Waiter waiter) {
        Map<String, SourceSettings.Opened> opened = new LinkedHashMap<>();
        try {
            for (String name : values.names(SourceTable.SECTION)) {
                Problems problems = new Problems();
                SourceSettings settings = SourceSettings.of(type(name, values).orElseThrow());
                settings.check(new SourceValues(name, values, problems));
                if (problems.any()) {
                    throw new ConfigurationException(what, problems.list());
                }
                opened.put(name, settings.open(new SourceValues(name, values, problems), clock, waiter));
            }
            return opened;
        } catch (RuntimeException failed) {
            close(new ArrayList<>(opened.values()));
            throw failed;
        }
    }

    /** Closes sources, the last first; each, also if another one fails. */
    static void close(List<SourceSettings.Opened> opened) {
        RuntimeException failed = null;
        for (int i = opened.size() - 1; i >= 0; i--) {
            try {
                opened.get(i).closing().run();
            } catch (RuntimeException e) {
                if (failed == null) {
                    failed = e;
                } else {
                    failed.addSuppressed(e);
                }
            }
        }
        if (failed != null) {
            throw failed;
        }
    }
}
