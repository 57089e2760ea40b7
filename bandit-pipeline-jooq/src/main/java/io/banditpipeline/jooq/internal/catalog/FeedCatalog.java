package io.banditpipeline.jooq.internal.catalog;

import static io.banditpipeline.jooq.internal.db.Tables.FEED;

import io.banditpipeline.campaign.Level;
import io.banditpipeline.jooq.internal.sql.Codes;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import io.banditpipeline.metric.Attribution;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * The numbers of one account's feeds: where rows come from and how their conversions were attributed. It belongs to one
 * transaction and reads the feeds once. Not thread-safe.
 */
public final class FeedCatalog {
    private final Session session;
    private final int accountNo;
    private final Map<Feed, Integer> numbers = new HashMap<>();
    private final Map<Integer, Feed> feeds = new HashMap<>();

    private FeedCatalog(Session session, int accountNo) {
        this.session = session;
        this.accountNo = accountNo;
    }

    /**
     * A feed of an account.
     *
     * @param source the source, or {@code ""} for pushed and re-admitted rows
     * @param level the level of its rows
     * @param attribution how conversions were assigned
     */
    public record Feed(String source, Level level, Attribution attribution) {}

    /** Reads the feeds of an account. */
    public static FeedCatalog load(Session session, int accountNo) {
        FeedCatalog catalog = new FeedCatalog(session, accountNo);
        session.dsl().selectFrom(FEED).where(FEED.ACCOUNT_NO.eq(accountNo)).forEach(row -> {
            Attribution attribution = new Attribution(Codes.basis(row.get(FEED.BASIS)), row.get(FEED.SETTING));
            Feed feed = new Feed(row.get(FEED.SOURCE), Codes.level(row.get(FEED.LEVEL)), attribution);
            catalog.remember(row.get(FEED.FEED_NO), feed);
        });
        return catalog;
    }

    /**
     * The number of a feed, which is added if it is new. Two transactions that add a feed at the same time collide: the
     * later one fails with a unique violation, which {@link io.banditpipeline.jooq.internal.sql.Database#write} runs
     * again.
     *
     * @throws io.banditpipeline.error.PipelineException with code INVALID_INPUT if source or setting exceeds 190
     *     characters
     */
    public int number(Feed feed) {
        Integer known = numbers.get(feed);
        return known == null ? add(feed) : known;
    }

    /** The feed of a number. */
    public Feed feed(int number) {
        return Objects.requireNonNull(feeds.get(number), () -> "feed " + number + " of account " + accountNo);
    }

    private int add(Feed feed) {
        int number = Numbers.next(session, FEED, FEED.FEED_NO).intValue();
        session.dsl()
                .insertInto(FEED)
                .set(FEED.FEED_NO, number)
                .set(FEED.SOURCE, Texts.key("source", feed.source(), 190))
                .set(FEED.ACCOUNT_NO, accountNo)
                .set(FEED.LEVEL, Codes.of(feed.level()))
                .set(FEED.BASIS, Codes.of(feed.attribution().basis()))
                .set(
                        FEED.SETTING,
                        Texts.key("attribution setting", feed.attribution().setting(), 190))
                .execute();
        remember(number, feed);
        return number;
    }

    private void remember(int number, Feed feed) {
        numbers.put(feed, number);
        feeds.put(number, feed);
    }
}
