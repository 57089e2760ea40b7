package io.banditpipeline.connectors.google;

import io.banditpipeline.connectors.internal.http.ApiClient;
import io.banditpipeline.connectors.internal.rate.Governor;

/**
 * The way to the API.
 *
 * @param client calls the API
 * @param tokenClient calls the token endpoint
 * @param tokens authorises calls
 * @param calls asks queries
 * @param governor lets calls through
 */
record GoogleConnection(
        ApiClient client, ApiClient tokenClient, AccessTokens tokens, SearchCalls calls, Governor governor) {}
