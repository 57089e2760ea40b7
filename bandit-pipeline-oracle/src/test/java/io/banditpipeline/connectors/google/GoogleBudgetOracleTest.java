package io.banditpipeline.connectors.google;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.ads.googleads.v23.enums.BudgetPeriodEnum.BudgetPeriod;
import com.google.ads.googleads.v23.enums.CampaignStatusEnum.CampaignStatus;
import com.google.ads.googleads.v23.resources.Campaign;
import com.google.ads.googleads.v23.resources.CampaignBudget;
import com.google.ads.googleads.v23.resources.CurrencyConstant;
import com.google.ads.googleads.v23.resources.Customer;
import com.google.ads.googleads.v23.services.CampaignBudgetOperation;
import com.google.ads.googleads.v23.services.GoogleAdsRow;
import com.google.ads.googleads.v23.services.MutateCampaignBudgetsRequest;
import com.google.protobuf.FieldMask;
import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.EntityRef;
import io.banditpipeline.campaign.Level;
import io.banditpipeline.connectors.internal.budget.BudgetReading;
import io.banditpipeline.workflow.Cancellation;
import java.time.ZoneId;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Google's own classes read every change of a budget, and it changes one amount of one budget and nothing else. */
class GoogleBudgetOracleTest {
    private static final Account ACCOUNT =
            new Account("google_ads", "1234567890", ZoneId.of("Asia/Tokyo"), Currency.getInstance("JPY"));
    private static final EntityRef CAMPAIGN = new EntityRef(Level.CAMPAIGN, "9007199254740993");
    private static final String BUDGET = "customers/1234567890/campaignBudgets/9223372036854775807";
    private static final long UNIT = 1_000_000;

    @Property(tries = 60)
    void a_budget_is_read_and_changed_as_google_s_classes_say(@ForAll Random random) {
        GoogleAdsRow row = row(random);
        long amount = UNIT * (1 + random.nextInt(1_000_000));
        boolean validateOnly = random.nextBoolean();
        try (OfficialGoogle google = new OfficialGoogle()) {
            google.answers(query -> List.of(query.resource().equals("currency_constant") ? unit() : row));
            BudgetReading reading = google.budgets(ACCOUNT.id())
                    .read(ACCOUNT, List.of(CAMPAIGN), Cancellation.never())
                    .get(CAMPAIGN);
            assertThat(google.errors()).isEmpty();
            if (isRemoved(row)) {
                assertThat(reading).isInstanceOf(BudgetReading.Removed.class);
            } else if (isOurs(row)) {
                assertThat(reading).isInstanceOf(BudgetReading.Held.class);
                BudgetReading.Held held = (BudgetReading.Held) reading;
                assertThat(held.micros()).isEqualTo(row.getCampaignBudget().getAmountMicros());
                assertThat(held.unitMicros()).isEqualTo(UNIT);
                held.writer().write(amount, validateOnly, Cancellation.never());
                assertThat(google.errors()).isEmpty();
                assertThat(google.mutates()).containsExactly(expected(amount, validateOnly));
            } else {
                assertThat(reading).isInstanceOf(BudgetReading.Refused.class);
            }
        }
    }

    private static boolean isRemoved(GoogleAdsRow row) {
        return row.getCampaign().getStatus() == CampaignStatus.REMOVED;
    }

    private static boolean isOurs(GoogleAdsRow row) {
        CampaignBudget budget = row.getCampaignBudget();
        return budget.getPeriod() == BudgetPeriod.DAILY
                && !budget.getExplicitlyShared()
                && budget.getReferenceCount() == 1
                && row.getCustomer().getCurrencyCode().equals("JPY");
    }

    private static MutateCampaignBudgetsRequest expected(long amount, boolean validateOnly) {
        return MutateCampaignBudgetsRequest.newBuilder()
                .addOperations(CampaignBudgetOperation.newBuilder()
                        .setUpdateMask(FieldMask.newBuilder().addPaths("amount_micros"))
                        .setUpdate(CampaignBudget.newBuilder()
                                .setResourceName(BUDGET)
                                .setAmountMicros(amount)))
                .setValidateOnly(validateOnly)
                .build();
    }

    private static GoogleAdsRow unit() {
        return GoogleAdsRow.newBuilder()
                .setCurrencyConstant(
                        CurrencyConstant.newBuilder().setCode("JPY").setBillableUnitMicros(UNIT))
                .build();
    }

    private static GoogleAdsRow row(Random random) {
        return GoogleAdsRow.newBuilder()
                .setCustomer(Customer.newBuilder().setCurrencyCode(random.nextInt(10) == 0 ? "USD" : "JPY"))
                .setCampaign(Campaign.newBuilder()
                        .setId(Long.parseLong(CAMPAIGN.id()))
                        .setCampaignBudget(BUDGET)
                        .setStatus(random.nextInt(6) == 0 ? CampaignStatus.REMOVED : CampaignStatus.ENABLED))
                .setCampaignBudget(CampaignBudget.newBuilder()
                        .setResourceName(BUDGET)
                        .setAmountMicros(UNIT * random.nextInt(1 << 30))
                        .setPeriod(random.nextInt(6) == 0 ? BudgetPeriod.CUSTOM_PERIOD : BudgetPeriod.DAILY)
                        .setExplicitlyShared(random.nextInt(6) == 0)
                        .setReferenceCount(random.nextInt(6) == 0 ? 2 : 1))
                .build();
    }
}
