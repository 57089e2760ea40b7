/** Campaigns, arms, accounts and feeds, and the numbers that stand for them. */
@NullMarked
package io.banditpipeline.jooq.internal.catalog;

import org.jspecify.annotations.NullMarked;
