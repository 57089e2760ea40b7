package io.banditpipeline.connectors.tradedesk;

import io.banditpipeline.internal.text.Printable;
import io.banditpipeline.metric.SourceException;
import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * Which hosts get the token, and from which ones reports are taken. Immutable and thread-safe.
 *
 * @param base the address of the API
 * @param downloads hosts that reports may lie on besides that of the API: names, or {@code *.} and the end of names
 */
record Hosts(URI base, List<String> downloads) {
    static final URI PRODUCTION = URI.create("https://api.thetradedesk.com");
    static final List<String> USUAL_DOWNLOADS =
            List.of("*.thetradedesk.com", "*.amazonaws.com", "*.blob.core.windows.net");

    private static final String OWN = "*.thetradedesk.com";

    Hosts {
        downloads = List.copyOf(downloads);
    }

    /** The address of a resource of the API. */
    URI api(String path) {
        String text = base.toString();
        return URI.create((text.endsWith("/") ? text.substring(0, text.length() - 1) : text) + "/" + path);
    }

    /** Whether the token may be sent there: to the API, and to the platform's own hosts, never in clear. */
    boolean isTrusted(URI address) {
        return isBase(address) || "https".equals(scheme(address)) && matches(host(address), OWN);
    }

    private boolean isBase(URI address) {
        return scheme(address).equals(scheme(base)) && host(address).equals(host(base)) && port(address) == port(base);
    }

    /**
     * The address of a report, if it may be fetched.
     *
     * @throws SourceException if the platform names an address that is none, or not on the list
     */
    URI download(String text) {
        URI address = parsed(text)
                .orElseThrow(() -> refused("the platform names no address that can be read for the report", ""));
        boolean encrypted = "https".equals(scheme(address)) || isLoopback(base) && isLoopback(address);
        boolean listed = isBase(address)
                || isLoopback(base) && isLoopback(address)
                || downloads.stream().anyMatch(pattern -> matches(host(address), pattern));
        if (!encrypted || !listed || address.getRawUserInfo() != null) {
            throw refused(
                    "the report lies at " + scheme(address) + "://" + Printable.line(host(address), 100),
                    ", which is not on the list of hosts that reports are taken from " + downloads
                            + "; if it is the platform's, add it with downloadHosts(...)");
        }
        return address;
    }

    /**
     * Where an address of a report sends us, if that may be fetched.
     *
     * @throws SourceException as {@link #download}
     */
    URI redirected(URI from, String location) {
        try {
            return download(from.resolve(location).toString());
        } catch (IllegalArgumentException malformed) {
            throw refused("the platform redirects the report to an address that cannot be read", "");
        }
    }

    private static SourceException refused(String what, String why) {
        return new SourceException(SourceException.Kind.CONFIGURATION, what + why, null);
    }

    private static Optional<URI> parsed(String text) {
        try {
            URI address = URI.create(text);
            return host(address).isEmpty() ? Optional.empty() : Optional.of(address);
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    private static boolean matches(String host, String pattern) {
        return pattern.startsWith("*.") ? host.endsWith(pattern.substring(1)) : host.equals(pattern);
    }

    static boolean isLoopback(URI address) {
        String host = host(address);
        return host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
    }

    private static String host(URI address) {
        String host = address.getHost();
        return host == null ? "" : host.toLowerCase(Locale.ROOT);
    }

    private static String scheme(URI address) {
        String scheme = address.getScheme();
        return scheme == null ? "" : scheme.toLowerCase(Locale.ROOT);
    }

    private static int port(URI address) {
        if (address.getPort() >= 0) {
            return address.getPort();
        }
        return "https".equals(scheme(address)) ? 443 : 80;
    }
}
