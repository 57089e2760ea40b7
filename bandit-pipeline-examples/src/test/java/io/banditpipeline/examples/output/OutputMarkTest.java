package io.banditpipeline.examples.output;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.testkit.secret.TestOutputContract;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Prints what {@link OutputScan} must find, in the plain build and among the long suites. */
class OutputMarkTest {
    @Test
    void a_plain_build_prints_it() {
        print();
    }

    @Test
    @Tag("slow")
    void the_long_suites_print_it() {
        print();
    }

    private static void print() {
        TestOutputContract.say(System.out, "standard output");
        TestOutputContract.say(System.err, "standard error");
        var log = LoggerFactory.getLogger(OutputMarkTest.class);
        log.info("{}", OutputScan.LOGGED);
        assertThat(log.isInfoEnabled()).isTrue();
    }
}
