/** Campaigns, arms, accounts and feeds, the numbers that stand for them, and what platforms list. */
@NullMarked
package io.banditpipeline.jooq.internal.catalog;

import org.jspecify.annotations.NullMarked;
