/** What money can be given to: accounts, campaigns, arms and their platform entities. */
@NullMarked
package io.banditpipeline.campaign;

import org.jspecify.annotations.NullMarked;
