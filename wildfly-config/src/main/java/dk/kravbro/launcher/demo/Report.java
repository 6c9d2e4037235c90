package dk.kravbro.launcher.demo;

import dk.kravbro.launcher.LaunchFailure;
import dk.kravbro.launcher.demo.KravbroApi.RefusedLine;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The demo's result for a program to read.
 *
 * @param lines what became of the file's lines
 * @param refused which were refused and why, by line number of the whole file, from 1
 * @param municipalities the figures of those that have claims
 * @param sent what the debtor systems say they sent back, all together; not part of what is written
 */
record Report(LineCounts lines, List<RefusedLine> refused, List<MoneyProof> municipalities, AnswersSent sent) {

    Report {
        refused = List.copyOf(refused);
        municipalities = List.copyOf(municipalities);
    }

    /** What does not add up or is left over, a sentence each; empty if all is well. */
    List<String> faults() {
        List<String> faults = new ArrayList<>();
        municipalities.forEach(municipality -> faults.addAll(municipality.faults()));
        faults.addAll(sent.missingIn(MoneyProof.total(municipalities)));
        return faults;
    }

    void write(Path file) {
        try {
            Path parent = file.toAbsolutePath().getParent();
            if (parent != null) {
                Files.createDirectories(parent);
            }
            try (Writer writer = Files.newBufferedWriter(file)) {
                write(writer);
            }
        } catch (IOException e) {
            throw new LaunchFailure("The report cannot be written to " + file + ": " + e.getMessage(), e);
        }
    }

    void write(Writer writer) {
        Map<String, Boolean> readable = Map.of(JsonGenerator.PRETTY_PRINTING, true);
        try (JsonGenerator json = Json.createGeneratorFactory(readable).createGenerator(writer)) {
            json.writeStartObject();
            json.writeStartObject("lines")
                    .write("taken", lines.taken())
                    .write("unchanged", lines.unchanged())
                    .write("refused", lines.refused())
                    .writeEnd();
            json.writeStartArray("refused");
            for (RefusedLine line : refused) {
                json.writeStartObject()
                        .write("line", line.line())
                        .write("type", line.type())
                        .write("pointer", line.pointer())
                        .writeEnd();
            }
            json.writeEnd();
            json.writeStartArray("municipalities");
            municipalities.forEach(municipality -> json.write(municipality.toJson()));
            json.writeEnd();
            json.writeEnd();
        }
    }
}
