/** Finds secrets where none may be: in texts, in files, and in the output of tests. */
@NullMarked
package io.banditpipeline.testkit.secret;

import org.jspecify.annotations.NullMarked;
