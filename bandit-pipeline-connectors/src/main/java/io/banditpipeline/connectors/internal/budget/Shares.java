package io.banditpipeline.connectors.internal.budget;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Splits whole units by weights. Stateless. */
final class Shares {
    private Shares() {}

    /**
     * Splits a total in proportion to weights, but gives nobody less than its least. What is left after rounding down
     * goes to the largest remainders, of equal ones to the first.
     *
     * @param total units; not negative
     * @param weights one each, not negative; all alike if their sum is zero
     * @param least the least of each, in units; not negative
     * @return the shares; their sum is the total, or the sum of the least shares if that is more
     */
    static long[] of(long total, long[] weights, long[] least) {
        long[] shares = new long[weights.length];
        List<Integer> open = new ArrayList<>();
        for (int i = 0; i < weights.length; i++) {
            open.add(i);
        }
        long left = total;
        while (!open.isEmpty()) {
            divide(left, open, weights, shares);
            List<Integer> low = open.stream().filter(i -> shares[i] < least[i]).toList();
            if (low.isEmpty()) {
                break;
            }
            for (int i : low) {
                shares[i] = least[i];
                left = Math.max(0, left - least[i]);
            }
            open.removeAll(low);
        }
        return shares;
    }

    private static void divide(long total, List<Integer> among, long[] weights, long[] shares) {
        BigInteger sum = BigInteger.ZERO;
        for (int i : among) {
            sum = sum.add(BigInteger.valueOf(weights[i]));
        }
        boolean alike = sum.signum() == 0;
        BigInteger whole = alike ? BigInteger.valueOf(among.size()) : sum;
        BigInteger[] remainders = new BigInteger[weights.length];
        long left = total;
        for (int i : among) {
            BigInteger weight = alike ? BigInteger.ONE : BigInteger.valueOf(weights[i]);
            BigInteger[] parts = BigInteger.valueOf(total).multiply(weight).divideAndRemainder(whole);
            shares[i] = parts[0].longValueExact();
            remainders[i] = parts[1];
            left -= shares[i];
        }
        List<Integer> byRemainder = among.stream()
                .sorted(Comparator.comparing((Integer i) -> remainders[i]).reversed())
                .limit(left)
                .toList();
        byRemainder.forEach(i -> shares[i]++);
    }
}
