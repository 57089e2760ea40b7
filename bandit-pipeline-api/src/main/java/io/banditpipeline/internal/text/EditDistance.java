package io.banditpipeline.internal.text;

/** Levenshtein's distance of names: the least number of insertions, deletions and replacements. */
public final class EditDistance {
    private static final int LONGEST_COMPARED = 200;

    private EditDistance() {}

    /** Whether at most a third of the letters differ. */
    public static boolean isNear(String a, String b) {
        int longer = Math.max(a.length(), b.length());
        return longer <= LONGEST_COMPARED && between(a, b) <= Math.max(1, longer / 3);
    }

    /** The distance. */
    public static int between(String a, String b) {
        int[] previous = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            previous[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] current = new int[b.length() + 1];
            current[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = previous[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                current[j] = Math.min(replaced, Math.min(previous[j], current[j - 1]) + 1);
            }
            previous = current;
        }
        return previous[b.length()];
    }
}
