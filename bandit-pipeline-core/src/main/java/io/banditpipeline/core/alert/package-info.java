/** Where alerts can be sent. */
@NullMarked
package io.banditpipeline.core.alert;

import org.jspecify.annotations.NullMarked;
