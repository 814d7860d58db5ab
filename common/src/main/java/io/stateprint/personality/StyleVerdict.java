package io.stateprint.personality;

import io.stateprint.score.CategoryContrasts;
import io.stateprint.score.Headline;
import io.stateprint.validity.Grade;
import io.stateprint.validity.Pitfall;
import io.stateprint.validity.ValidityTest;
import java.io.Serializable;
import java.util.List;
import java.util.Set;

/**
 * A style's number with how far it may be trusted.
 *
 * @param headline the number
 * @param tests what was checked, and what could not be
 * @param grade from the checks
 * @param pitfalls that hold
 * @param contrasts between categories
 */
public record StyleVerdict(
    Headline headline,
    List<ValidityTest> tests,
    Grade grade,
    Set<Pitfall> pitfalls,
    CategoryContrasts contrasts)
    implements Serializable {}
