package dk.kravbro.launcher.demo;

import jakarta.json.Json;
import jakarta.json.JsonObject;

/**
 * How many, and how much.
 *
 * @param ore whole øre
 */
record Figure(long count, long ore) {

    static final Figure NONE = new Figure(0, 0);

    static Figure of(JsonObject json) {
        return new Figure(whole(json, "count"), whole(json, "ore"));
    }

    Figure plus(Figure other) {
        return new Figure(Math.addExact(count, other.count), Math.addExact(ore, other.ore));
    }

    boolean isNone() {
        return count == 0 && ore == 0;
    }

    JsonObject toJson() {
        return Json.createObjectBuilder().add("count", count).add("ore", ore).build();
    }

    /** A number that must be there and must be whole. */
    static long whole(JsonObject json, String name) {
        return json.getJsonNumber(name).longValueExact();
    }
}
