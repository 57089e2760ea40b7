package io.banditpipeline.benchmarks.quality;

import io.banditpipeline.benchmarks.quality.FaultCase.Days;
import io.banditpipeline.benchmarks.quality.FaultCase.Extent;
import io.banditpipeline.benchmarks.quality.FaultCase.Feed;
import io.banditpipeline.testkit.fault.BadRow;
import io.banditpipeline.testkit.fault.Fault;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;

/** The faults that are planted, one at a time. */
final class FaultCases {
    /** Units of yen, rupees, yuan and half a franc's worth for one of a usual currency. */
    private static final double[] RATES = {150, 83, 7.4, 0.79};

    private final List<FaultCase> cases = new ArrayList<>();

    private FaultCases() {}

    static List<FaultCase> all() {
        FaultCases all = new FaultCases();
        all.money();
        all.repeats();
        all.gaps();
        all.clocks();
        all.tracking();
        all.restatements();
        all.badRows();
        return List.copyOf(all.cases);
    }

    private void money() {
        for (double factor : new double[] {1e6, 1e-6, 100}) {
            daily("unit mistake", Fault.unitMistake(factor), Extent.ACCOUNT, Days.NEWEST);
            daily("unit mistake", Fault.unitMistake(factor), Extent.ACCOUNT, Days.ALL_FROM_NOW);
            daily("unit mistake", Fault.unitMistake(factor), Extent.ARM, Days.NEWEST);
        }
        for (double factor : RATES) {
            daily("currency swap", Fault.currencySwap(factor), Extent.ACCOUNT, Days.NEWEST);
            daily("currency swap", Fault.currencySwap(factor), Extent.ACCOUNT, Days.ALL_FROM_NOW);
        }
        Fault yen = Fault.currencyChange(Currency.getInstance("JPY"), 150);
        daily("currency swap", yen, Extent.ACCOUNT, Days.NEWEST);
        daily("currency swap", Fault.currencySwap(7.4), Extent.ARM, Days.NEWEST);
    }

    private void repeats() {
        daily("duplicated feed", Fault.duplicatedRows(), Extent.ACCOUNT, Days.NEWEST);
        daily("duplicated feed", Fault.duplicatedRows(), Extent.ACCOUNT, Days.ALL_FROM_NOW);
        hourly("duplicated feed", Fault.duplicatedRows(), Extent.ACCOUNT, Days.NEWEST);
        daily("doubled totals", Fault.doubledTotals(), Extent.ACCOUNT, Days.NEWEST);
        daily("doubled totals", Fault.doubledTotals(), Extent.ACCOUNT, Days.ALL_FROM_NOW);
        daily("doubled totals", Fault.doubledTotals(), Extent.PLATFORM, Days.NEWEST);
        daily("frozen feed", Fault.frozenFeed(), Extent.ACCOUNT, Days.NEWEST);
        daily("frozen feed", Fault.frozenFeed(), Extent.ARM, Days.NEWEST);
        hourly("frozen feed", Fault.frozenFeed(), Extent.ACCOUNT, Days.NEWEST);
    }

    private void gaps() {
        daily("missing days", Fault.missingRows(), Extent.ACCOUNT, Days.NEWEST);
        daily("missing days", Fault.missingRows(), Extent.PLATFORM, Days.NEWEST);
        daily("missing days", Fault.missingRows(), Extent.ARM, Days.NEWEST);
        hourly("missing hours", Fault.missingHours(8, 3), Extent.ACCOUNT, Days.NEWEST);
        hourly("missing hours", Fault.missingHours(14, 10), Extent.ACCOUNT, Days.NEWEST);
        hourly("missing hours", Fault.missingHours(14, 10), Extent.ARM, Days.NEWEST);
        daily("missing hours", Fault.missingHours(8, 16), Extent.ACCOUNT, Days.NEWEST);
    }

    private void clocks() {
        for (int hours : new int[] {-8, -3, 5, 9}) {
            hourly("shifted zone", Fault.shiftedZone(hours), Extent.ACCOUNT, Days.NEWEST);
            daily("shifted zone", Fault.shiftedZone(hours), Extent.ACCOUNT, Days.ALL_FROM_NOW);
        }
        daily("shifted intervals", Fault.shiftedIntervals(-5), Extent.ACCOUNT, Days.NEWEST);
        hourly("shifted intervals", Fault.shiftedIntervals(3), Extent.ACCOUNT, Days.NEWEST);
    }

    private void tracking() {
        daily("tracking dead", Fault.deadTracking(), Extent.PLATFORM, Days.NEWEST);
        daily("tracking dead", Fault.deadTracking(), Extent.ACCOUNT, Days.NEWEST);
        daily("tracking dead", Fault.lostTracking(), Extent.PLATFORM, Days.NEWEST);
        hourly("tracking dead", Fault.deadTracking(), Extent.PLATFORM, Days.NEWEST);
        for (double factor : new double[] {3, 5, 20}) {
            daily("bot clicks", Fault.botClicks(factor), Extent.ARM, Days.NEWEST);
        }
        hourly("bot clicks", Fault.botClicks(5), Extent.ARM, Days.NEWEST);
    }

    private void restatements() {
        for (double factor : new double[] {0.5, 1.5, 2}) {
            daily("late restatement", Fault.lateRestatement(factor), Extent.ARM, Days.SETTLED);
            daily("late restatement", Fault.lateRestatement(factor), Extent.ACCOUNT, Days.SETTLED);
        }
    }

    private void badRows() {
        for (BadRow kind : BadRow.values()) {
            daily("bad row", Fault.badRow(kind), Extent.ARM, Days.NEWEST);
        }
    }

    private void daily(String kind, Fault fault, Extent extent, Days days) {
        cases.add(new FaultCase(kind, fault, extent, days, Feed.DAILY));
    }

    private void hourly(String kind, Fault fault, Extent extent, Days days) {
        cases.add(new FaultCase(kind, fault, extent, days, Feed.HOURLY));
    }
}
