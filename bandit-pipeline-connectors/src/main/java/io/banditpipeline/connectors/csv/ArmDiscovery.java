package io.banditpipeline.connectors.csv;

import io.banditpipeline.campaign.Account;
import io.banditpipeline.campaign.Arm;
import io.banditpipeline.campaign.EntityRef;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Finds the arms of long files and exports: one for each entity that has a readable row. */
final class ArmDiscovery {
    static final int MAX_ARMS = 10_000;
    private static final int MAX_ID = 190;

    private final CsvMapping mapping;
    private final CsvFiles files;

    ArmDiscovery(CsvMapping mapping, CsvFiles files) {
        this.mapping = mapping;
        this.files = files;
    }

    List<Arm> arms() {
        Map<String, Arm> arms = new LinkedHashMap<>();
        for (TextFile file : files.list()) {
            files.forEachRow(file, (layout, row) -> {
                if (layout instanceof LongLayout rows) {
                    add(file, rows, row, arms);
                }
            });
        }
        return List.copyOf(arms.values());
    }

    private void add(TextFile file, LongLayout layout, CsvRow row, Map<String, Arm> arms) {
        LongLayout.Place place = layout.place(row, new ArrayList<>());
        if (place == null) {
            return;
        }
        String id = place.account().key() + "/" + place.entity();
        if (arms.containsKey(id)) {
            return;
        }
        if (arms.size() == MAX_ARMS) {
            throw file.problem("there are more than " + MAX_ARMS + " entities, too many to be arms; name the arms in the"
                    + " mapping, or map a coarser column");
        }
        if (id.length() > MAX_ID) {
            throw file.problem("line " + row.line() + ": the id of the arm \"" + Cells.shorten(id) + "\" would be longer than "
                    + MAX_ID + " characters; name the arms in the mapping");
        }
        arms.put(id, arm(id, place, layout.channel(row, place.entity())));
    }

    private Arm arm(String id, LongLayout.Place place, String channel) {
        Account account = place.account();
        EntityRef entity = new EntityRef(mapping.level(), place.entity());
        return Arm.of(id, mapping.campaign().id(), account, channel.length() > MAX_ID ? id : channel, entity);
    }
}
