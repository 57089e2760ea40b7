package io.banditpipeline.jooq;

import java.util.List;

/** A kind of database that can be connected to. */
interface Source {
    /** What is wrong with the settings, in sentences. */
    List<String> problems(Settings settings);

    /**
     * Connects.
     *
     * @throws io.banditpipeline.error.PipelineException if that fails, saying why without telling a secret
     */
    Connections connect(Settings settings);

    /** What it is, for people, without secrets. */
    String describe();
}
