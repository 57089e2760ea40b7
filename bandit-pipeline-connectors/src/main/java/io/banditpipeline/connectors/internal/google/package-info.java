/** How Google Ads writes rows and errors. */
@NullMarked
package io.banditpipeline.connectors.internal.google;

import org.jspecify.annotations.NullMarked;
