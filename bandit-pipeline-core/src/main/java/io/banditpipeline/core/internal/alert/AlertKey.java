package io.banditpipeline.core.internal.alert;

import io.banditpipeline.alert.Alert;

/** What makes two alerts the same one. */
record AlertKey(String code, String subject) {
    static AlertKey of(Alert alert) {
        return new AlertKey(alert.code(), alert.subject());
    }

    @Override
    public String toString() {
        return code + " " + subject;
    }
}
