package io.banditpipeline.connectors.google;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.banditpipeline.security.Secret;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Optional;

/**
 * The key of a service account. It prints nothing of the key.
 *
 * @param email the account's address
 * @param keyId the key's id, or {@code ""} if unknown
 * @param privateKey the key
 * @param tokenUri the token endpoint that the key's file names
 */
record ServiceAccountKey(String email, String keyId, PrivateKey privateKey, Optional<URI> tokenUri) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @throws IllegalArgumentException if the text is no private key in PKCS #8 */
    static ServiceAccountKey of(String email, Secret pem) {
        return new ServiceAccountKey(email, "", privateKey(pem.reveal()), Optional.empty());
    }

    /**
     * Reads the file that the Google Cloud console gives out.
     *
     * @throws IllegalArgumentException if it cannot be read or is no such file
     */
    static ServiceAccountKey read(Path file) {
        JsonNode json = json(file);
        String email = json.path("client_email").asText();
        String pem = json.path("private_key").asText();
        if (!json.path("type").asText().equals("service_account") || email.isEmpty() || pem.isEmpty()) {
            throw new IllegalArgumentException(file + " is not the key file of a service account: type must be"
                    + " \"service_account\", and client_email and private_key must be there");
        }
        String tokenUri = json.path("token_uri").asText();
        return new ServiceAccountKey(
                email,
                json.path("private_key_id").asText(),
                privateKey(pem),
                tokenUri.isEmpty() ? Optional.empty() : Optional.of(URI.create(tokenUri)));
    }

    private static JsonNode json(Path file) {
        try {
            return JSON.readTree(Files.readAllBytes(file));
        } catch (JsonProcessingException e) {
            // Its message shows some of the text, which may be of the key.
            throw new IllegalArgumentException(file + " is not the key file of a service account: it is no JSON");
        } catch (IOException e) {
            throw new IllegalArgumentException("the key file " + file + " cannot be read", e);
        }
    }

    private static PrivateKey privateKey(String pem) {
        String base64 = pem.replaceAll("-----(BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s+|\\\\n", "");
        try {
            return KeyFactory.getInstance("RSA")
                    .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            // Neither is the cause kept: it may show some of the key.
            throw new IllegalArgumentException("the private key of the service account cannot be read: a PEM text that"
                    + " begins with -----BEGIN PRIVATE KEY----- is expected");
        }
    }

    @Override
    public String toString() {
        return "ServiceAccountKey[" + email + "]";
    }
}
