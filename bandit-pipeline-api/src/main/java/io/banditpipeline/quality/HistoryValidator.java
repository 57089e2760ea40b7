package io.banditpipeline.quality;

/** A rule about the recent days of one account, checked after its rows were stored. */
public non-sealed interface HistoryValidator extends Validator {
    @Override
    default Scope scope() {
        return Scope.HISTORY;
    }

    /** Checks an account. */
    void check(AccountHistory history, Findings findings);
}
