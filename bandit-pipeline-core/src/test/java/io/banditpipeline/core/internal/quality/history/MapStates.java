package io.banditpipeline.core.internal.quality.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** States in a map. */
record MapStates(Map<String, byte[]> map) implements AnomalyWatch.States {
    @Override
    public Map<String, byte[]> load(Collection<String> keys) {
        Map<String, byte[]> found = new HashMap<>(map);
        found.keySet().retainAll(keys);
        return found;
    }

    @Override
    public void save(Map<String, byte[]> changed) {
        map.putAll(changed);
    }
}
