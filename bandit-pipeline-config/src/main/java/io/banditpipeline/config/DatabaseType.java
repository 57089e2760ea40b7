package io.banditpipeline.config;

/** A database that data can be kept in. */
enum DatabaseType {
    SQLITE,
    POSTGRESQL,
    MARIADB,
    MYSQL
}
