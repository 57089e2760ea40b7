/** Ad platforms on loopback HTTP: they speak the APIs of the real ones, fed by whatever a test gives them. */
@NullMarked
package io.banditpipeline.testkit.platform;

import org.jspecify.annotations.NullMarked;
