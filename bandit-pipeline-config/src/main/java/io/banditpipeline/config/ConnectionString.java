package io.banditpipeline.config;

import io.banditpipeline.security.Secret;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Where a database is, from a URL as SQLAlchemy writes it or as JDBC does. Prints without user, password and parameters
 * (R11).
 *
 * @param types the databases that it can be of, the likeliest first
 * @param file the SQLite file; null for a server
 * @param jdbcUrl the URL for the driver; {@code ""} for a file
 * @param user the user in the URL; null if there is none, or if the driver reads it
 * @param password the password in the URL; null if there is none, or if the driver reads it
 * @param shown what it is, for people
 */
record ConnectionString(
        List<DatabaseType> types,
        @Nullable Path file,
        String jdbcUrl,
        @Nullable String user,
        @Nullable Secret password,
        String shown) {
    private static final Map<String, DatabaseType> SCHEMES = Map.of(
            "sqlite", DatabaseType.SQLITE,
            "postgresql", DatabaseType.POSTGRESQL,
            "postgres", DatabaseType.POSTGRESQL,
            "mariadb", DatabaseType.MARIADB,
            "mysql", DatabaseType.MYSQL);
    private static final Pattern JDBC = Pattern.compile("jdbc:([a-z0-9]+):(\\S+)");
    private static final Pattern URL = Pattern.compile("([A-Za-z0-9]+)(?:\\+[A-Za-z0-9_]+)?://(.*)");
    private static final Pattern SERVER = Pattern.compile("(?:([^:/@]*)(?::([^@]*))?@)?"
            + "(\\[[0-9A-Fa-f:.]+]|[A-Za-z0-9._-]*)(?::([0-9]{1,5}))?/([A-Za-z0-9_$.-]+)(?:\\?(.*))?");
    private static final Pattern PARAMETERS = Pattern.compile("[A-Za-z0-9_.~=&%+:,/-]*");
    private static final Pattern CREDENTIAL =
            Pattern.compile("(?i)(?:^|&)[^=&]*(?:user|passw|pwd|secret|token)[^=&]*=");
    private static final int MAX_PORT = 65_535;

    ConnectionString {
        types = List.copyOf(types);
    }

    /**
     * Reads a connection string.
     *
     * @throws BadValue saying what is wrong without showing a part of it
     */
    static ConnectionString parse(String text) throws BadValue {
        Matcher jdbc = JDBC.matcher(text);
        if (jdbc.matches()) {
            return ofJdbc(type(jdbc.group(1)), text, jdbc.group(2));
        }
        Matcher url = URL.matcher(text);
        if (!url.matches()) {
            throw new BadValue();
        }
        DatabaseType type = type(url.group(1));
        return type == DatabaseType.SQLITE ? ofSqlitePath(url.group(2)) : ofServer(type, url.group(2));
    }

    private static DatabaseType type(String scheme) throws BadValue {
        DatabaseType type = SCHEMES.get(scheme.toLowerCase(Locale.ROOT));
        if (type == null) {
            throw new BadValue("of sqlite, postgresql, mariadb and mysql");
        }
        return type;
    }

    private static ConnectionString ofJdbc(DatabaseType type, String url, String rest) throws BadValue {
        if (type == DatabaseType.SQLITE) {
            return ofFile(rest);
        }
        // The driver of MariaDB speaks to MySQL, too.
        List<DatabaseType> types =
                type == DatabaseType.MARIADB ? List.of(DatabaseType.MARIADB, DatabaseType.MYSQL) : List.of(type);
        return new ConnectionString(types, null, url, null, null, "jdbc:" + Kinds.word(type) + ":***");
    }

    private static ConnectionString ofSqlitePath(String rest) throws BadValue {
        if (!rest.startsWith("/")) {
            throw new BadValue("three slashes come before a file of the working directory, as in sqlite:///ads.db, and"
                    + " four before an absolute path, as in sqlite:////var/lib/ads.db");
        }
        return ofFile(rest.substring(1));
    }

    private static ConnectionString ofFile(String file) throws BadValue {
        if (file.isBlank() || file.contains(":memory:")) {
            throw new BadValue("a database in memory would lose everything when the process ends: name a file");
        }
        if (file.contains("?")) {
            throw new BadValue("a SQLite file takes no parameters: leave out what follows the question mark");
        }
        try {
            Path path = Path.of(file);
            return new ConnectionString(List.of(DatabaseType.SQLITE), path, "", null, null, "sqlite:///" + path);
        } catch (InvalidPathException wrong) {
            throw new BadValue("the path of the SQLite file cannot be used on this system");
        }
    }

    private static ConnectionString ofServer(DatabaseType type, String rest) throws BadValue {
        Matcher parts = SERVER.matcher(rest);
        if (!parts.matches()) {
            throw new BadValue("write " + Kinds.word(type) + "://user:password@host:port/database, with the characters"
                    + " @ : / ? and % of user and password as %40 %3A %2F %3F and %25; a jdbc: URL may say more");
        }
        String query = parts.group(6) == null ? "" : parts.group(6);
        if (CREDENTIAL.matcher(query).find()) {
            throw new BadValue("write user and password as keys of their own, not as parameters");
        }
        if (!PARAMETERS.matcher(query).matches()) {
            throw new BadValue("its parameters hold characters that must be written as %xx");
        }
        if (parts.group(4) != null
                && (Integer.parseInt(parts.group(4)) > MAX_PORT
                        || parts.group(4).matches("0+"))) {
            throw new BadValue("its port must be from 1 to " + MAX_PORT);
        }
        String place = "://" + (parts.group(3).isEmpty() ? "localhost" : parts.group(3))
                + (parts.group(4) == null ? "" : ":" + parts.group(4)) + "/" + parts.group(5);
        String user = decoded(parts.group(1));
        String password = decoded(parts.group(2));
        return new ConnectionString(
                List.of(type),
                null,
                "jdbc:" + Kinds.word(type) + place + (query.isEmpty() ? "" : "?" + query),
                user,
                password == null ? null : Secret.of(password),
                Kinds.word(type) + place);
    }

    private static @Nullable String decoded(@Nullable String text) throws BadValue {
        if (text == null || text.isEmpty()) {
            return null;
        }
        try {
            return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException wrong) {
            throw new BadValue("a % in user or password must be written %25");
        }
    }

    @Override
    public String toString() {
        return shown;
    }
}
