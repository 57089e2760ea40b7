package io.banditpipeline.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SecretR11Test {
    @Test
    void a_secret_prints_as_stars_wherever_it_stands() {
        record Login(String user, Secret password) {}
        assertThat(new Login("me", Secret.of("hunter2")).toString()).isEqualTo("Login[user=me, password=***]");
        assertThat(String.valueOf(Secret.of("hunter2").hashCode())).doesNotContain("hunter2");
    }

    @Test
    void equal_secrets_are_equal() {
        assertThat(Secret.of("a")).isEqualTo(Secret.of("a")).isNotEqualTo(Secret.of("b"));
        assertThat(Secret.of("a").reveal()).isEqualTo("a");
    }
}
