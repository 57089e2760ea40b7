package io.banditpipeline.jooq;

import io.banditpipeline.security.Secret;
import org.jspecify.annotations.Nullable;

/**
 * What a builder gathered.
 *
 * @param user the user, or null if the URL or nobody names one
 * @param password the password, or null
 * @param schema the schema, or null for the connection's default
 * @param tablePrefix stands before every table name
 * @param poolSize connections at most
 * @param migrate whether to bring the schema to the current version
 */
record Settings(
        @Nullable String user,
        @Nullable Secret password,
        @Nullable String schema,
        String tablePrefix,
        int poolSize,
        boolean migrate) {}
