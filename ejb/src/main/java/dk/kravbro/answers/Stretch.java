package dk.kravbro.answers;

import java.util.List;

/**
 * A stretch of the feed as one reader sees it.
 *
 * @param answers those of the stretch that the reader may see, in order
 * @param next the number to ask on from: the last one looked at, whoever's it is
 */
public record Stretch(List<Answer> answers, long next) {

    public Stretch {
        answers = List.copyOf(answers);
    }
}
