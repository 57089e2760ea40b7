/** Storage on SQLite, PostgreSQL, MariaDB and MySQL. */
@NullMarked
package io.banditpipeline.jooq;

import org.jspecify.annotations.NullMarked;
