package io.banditpipeline.jooq.internal.catalog;

import static io.banditpipeline.jooq.internal.db.Tables.ARM;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.error.ErrorCode;
import io.banditpipeline.error.PipelineException;
import io.banditpipeline.jooq.internal.sql.RowBatch;
import io.banditpipeline.jooq.internal.sql.Session;
import io.banditpipeline.jooq.internal.sql.Texts;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jooq.Field;
import org.jspecify.annotations.Nullable;

/** Saves arms: numbers those that are new in the order of their ids, and writes only what differs. One use. */
final class CatalogSave {
    private static final List<Field<?>> COLUMNS = List.of(
            ARM.ARM_NO,
            ARM.ARM_ID,
            ARM.CAMPAIGN_ID,
            ARM.ACCOUNT_NO,
            ARM.CHANNEL,
            ARM.CREATIVE,
            ARM.BID,
            ARM.FLOOR_MICROS,
            ARM.CAP_MICROS);

    private final Session session;
    private final SortedMap<String, Arm> arms = new TreeMap<>(Texts.byCodePoint());
    private final Map<String, Integer> accountNos = new HashMap<>();

    CatalogSave(Session session, List<Arm> given) {
        this.session = session;
        for (Arm arm : given) {
            Arm other = arms.put(arm.id(), arm);
            if (other != null && !other.equals(arm)) {
                throw refused("Arm " + arm.id() + " is given twice, and not the same: " + other + " and " + arm);
            }
        }
    }

    void run() {
        if (arms.isEmpty()) {
            return;
        }
        requireCampaigns();
        numberAccounts();
        CatalogReader reader = new CatalogReader(session);
        Map<String, ArmRow> known = reader.armRows();
        Map<Long, Arm> numbered = saveArms(known);
        new EntitySave(session, reader.entityRows(), numbered, armIds(known, numbered), accountNos).run();
    }

    private void requireCampaigns() {
        Set<String> campaigns = new CampaignTable(session).all().keySet();
        for (Arm arm : arms.values()) {
            if (!campaigns.contains(arm.campaignId())) {
                throw refused("Arm " + arm.id() + " names campaign " + arm.campaignId()
                        + ", which is unknown: save the campaign with it or before it");
            }
        }
    }

    private void numberAccounts() {
        Map<String, Account> known = new HashMap<>();
        AccountCatalog.accounts(session).forEach((number, account) -> {
            known.put(account.key(), account);
            accountNos.put(account.key(), number);
        });
        SortedMap<String, Account> added = new TreeMap<>(Texts.byCodePoint());
        for (Arm arm : arms.values()) {
            Account account = arm.account();
            Account before = known.putIfAbsent(account.key(), account);
            if (before == null) {
                added.put(account.key(), account);
            } else if (!before.equals(account)) {
                throw refused("Account " + account.key() + " of arm " + arm.id() + " has zone " + account.zone()
                        + " and currency " + account.currency() + ", but is known with zone " + before.zone()
                        + " and currency " + before.currency() + ", which its stored rows depend on");
            }
        }
        added.forEach((key, account) -> accountNos.put(key, AccountCatalog.findOrAdd(session, account)));
    }

    private Map<Long, Arm> saveArms(Map<String, ArmRow> known) {
        Map<Long, Arm> numbered = new HashMap<>();
        RowBatch batch = RowBatch.upsert(session, ARM, COLUMNS);
        long next = Numbers.next(session, ARM, ARM.ARM_NO);
        for (Arm arm : arms.values()) {
            ArmRow before = known.get(arm.id());
            ArmRow row = ArmRow.of(
                    before == null ? next++ : before.armNo(), AccountCatalog.number(accountNos, arm.account()), arm);
            requireSameAccount(arm, row, before);
            if (!row.equals(before)) {
                add(batch, row);
            }
            numbered.put(row.armNo(), arm);
        }
        batch.flush();
        return numbered;
    }

    private static void requireSameAccount(Arm arm, ArmRow row, @Nullable ArmRow before) {
        if (before != null && before.accountNo() != row.accountNo()) {
            throw refused("Arm " + arm.id() + " would move to account "
                    + arm.account().key() + ", but its stored rows belong to another one: add a new arm");
        }
    }

    private static Map<Long, String> armIds(Map<String, ArmRow> known, Map<Long, Arm> numbered) {
        Map<Long, String> ids = new HashMap<>();
        known.values().forEach(row -> ids.put(row.armNo(), row.armId()));
        numbered.forEach((number, arm) -> ids.put(number, arm.id()));
        return ids;
    }

    private static void add(RowBatch batch, ArmRow row) {
        batch.add(
                row.armNo(),
                row.armNo(),
                Texts.key("arm id", row.armId(), 190),
                row.campaignId(),
                row.accountNo(),
                Texts.key("channel", row.channel(), 190),
                Texts.encode(row.creative()),
                Texts.encode(row.bid()),
                row.floorMicros(),
                row.capMicros());
    }

    static PipelineException refused(String message) {
        return new PipelineException(ErrorCode.INVALID_INPUT, message);
    }
}
