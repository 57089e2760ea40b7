package io.banditpipeline.connectors.meta;

import static org.assertj.core.api.Assertions.assertThat;

import io.banditpipeline.security.Secret;
import org.junit.jupiter.api.Test;

class AppSecretProofTest {
    @Test
    void it_is_that_of_the_published_vector() {
        Secret proof = AppSecretProof.of(Secret.of("app_secret"), Secret.of("access_token"));
        assertThat(proof.reveal()).isEqualTo("d52ddf968d622d8af8677906b7fbae09ac1f89f7cd5c1584b27544624cc23e5a");
    }
}
