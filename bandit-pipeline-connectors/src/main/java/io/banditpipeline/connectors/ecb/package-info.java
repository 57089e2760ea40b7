/** The euro foreign exchange reference rates of the European Central Bank, read from the files that it publishes. */
@NullMarked
package io.banditpipeline.connectors.ecb;

import org.jspecify.annotations.NullMarked;
