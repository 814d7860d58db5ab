package io.stateprint.drift;

import java.io.Serializable;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * What the current run shows, on the ladder L0 to L3.
 *
 * @param level reached
 * @param changedArtefacts names of artefacts whose hashes differ, sorted
 * @param notes what a reader must know beside the level
 */
public record DriftVerdict(DriftLevel level, List<String> changedArtefacts, List<Note> notes)
    implements Serializable {
  /** What qualifies a verdict. */
  public enum Note {
    /** The artefacts are the same, yet states moved: look at the machine, build and settings. */
    SAME_ARTEFACTS_MOVED,
    /** Scores were not compared: L3 was not looked for. */
    PERSONALITY_NOT_MEASURED,
    /** L3 is neither shown nor excluded: more prompts are needed. */
    PERSONALITY_UNDETERMINED,
    /** Scores moved although states did not beyond their floor: look at the directions. */
    PERSONALITY_WITHOUT_REPRESENTATION,
    /**
     * The states equal those of the reference, which lie beyond the floor of its own replicates.
     */
    REFERENCE_BEYOND_FLOOR
  }

  public DriftVerdict {
    changedArtefacts = List.copyOf(changedArtefacts);
    notes = List.copyOf(notes);
  }

  /**
   * Gives the verdict.
   *
   * @param reference artefacts
   * @param current artefacts
   * @param replay states of the current run beside those of the reference
   * @param run the test of the representation
   * @param personality the test of the scores; null where none was made
   */
  public static DriftVerdict of(
      Artefacts reference,
      Artefacts current,
      Replay replay,
      RunDrift run,
      @Nullable PersonalityDrift personality) {
    TreeSet<String> changed = current.changedFrom(reference);
    Finding finding = personality == null ? null : personality.finding();
    boolean moved = run.changed() && !replay.same();
    DriftLevel level = level(changed.isEmpty() && replay.same(), moved, finding);
    List<Note> notes = new ArrayList<>();
    if (changed.isEmpty() && isAlarm(level)) {
      notes.add(Note.SAME_ARTEFACTS_MOVED);
    }
    if (finding == null) {
      notes.add(Note.PERSONALITY_NOT_MEASURED);
    } else if (finding == Finding.UNDETERMINED) {
      notes.add(Note.PERSONALITY_UNDETERMINED);
    } else if (finding == Finding.CHANGED && !moved) {
      notes.add(Note.PERSONALITY_WITHOUT_REPRESENTATION);
    }
    if (run.changed() && replay.same()) {
      notes.add(Note.REFERENCE_BEYOND_FLOOR);
    }
    return new DriftVerdict(level, List.copyOf(changed), notes);
  }

  /** Whether a command should end with the exit code of drift. */
  public boolean alarm() {
    return isAlarm(level);
  }

  private static boolean isAlarm(DriftLevel level) {
    return level == DriftLevel.REPRESENTATION || level == DriftLevel.PERSONALITY;
  }

  private static DriftLevel level(boolean same, boolean moved, @Nullable Finding finding) {
    if (finding == Finding.CHANGED) {
      return DriftLevel.PERSONALITY;
    }
    if (moved) {
      return DriftLevel.REPRESENTATION;
    }
    return same ? DriftLevel.SAME_ARTEFACTS : DriftLevel.NUMERICAL;
  }
}
