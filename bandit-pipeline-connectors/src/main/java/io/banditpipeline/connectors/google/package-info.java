/** Google Ads: metrics, campaigns and accounts from its REST interface. */
@NullMarked
package io.banditpipeline.connectors.google;

import org.jspecify.annotations.NullMarked;
