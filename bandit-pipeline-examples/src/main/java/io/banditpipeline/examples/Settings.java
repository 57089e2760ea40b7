package io.banditpipeline.examples;

import io.banditpipeline.PipelineBuilder;
import io.banditpipeline.config.PipelineSettings;
import io.banditpipeline.jooq.DurableScheduler;
import io.banditpipeline.jooq.JooqStorage;
import java.util.Optional;

/**
 * The file of settings, if one is named. What the command line says wins over it.
 *
 * @param file what it says
 */
record Settings(Optional<PipelineSettings> file) {
    /** Whether data is kept where the file says. */
    boolean keepsData(Options options) {
        return file.isPresent() && !options.has(Option.DB.name());
    }

    /** Opens the database of the file. */
    JooqStorage openStorage() {
        return file.orElseThrow().openStorage();
    }

    /**
     * Sets a builder up.
     *
     * @param historyDays days that are fetched at first, if no file is named
     * @param scheduled whether jobs are woken up, if no file is named
     */
    PipelineBuilder addTo(
            PipelineBuilder builder, JooqStorage storage, Optional<Integer> historyDays, boolean scheduled) {
        if (file.isPresent()) {
            return file.get().addTo(builder, storage);
        }
        historyDays.ifPresent(builder::historyDays);
        if (scheduled) {
            builder.scheduleWith(DurableScheduler.on(storage).build());
        }
        return builder.storeIn(storage);
    }
}
