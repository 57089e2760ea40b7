/** What is changed in rows before they are checked, and the record of it. */
@NullMarked
package io.banditpipeline.core.internal.clean;

import org.jspecify.annotations.NullMarked;
