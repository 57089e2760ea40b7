/** The durable scheduler: jobs as rows of a table, woken up by db-scheduler in one instance at a time. */
@NullMarked
package io.banditpipeline.jooq.internal.schedule;

import org.jspecify.annotations.NullMarked;
