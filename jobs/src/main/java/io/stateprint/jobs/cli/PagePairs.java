package io.stateprint.jobs.cli;

import io.stateprint.geometry.CategoryNull.Permutations;
import io.stateprint.geometry.LayerLikeness;
import io.stateprint.jobs.sample.Failures;
import io.stateprint.jobs.style.GeometryJob;
import io.stateprint.jobs.style.StyleJob;
import io.stateprint.jobs.style.TokenAgreement;
import io.stateprint.jobs.tables.Store;
import io.stateprint.page.Gap;
import io.stateprint.page.PageAlign;
import io.stateprint.page.PagePair;
import io.stateprint.personality.BankPlan;
import io.stateprint.personality.Personality;
import io.stateprint.report.PairSection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every two models of a run, as {@code compare} compares two and {@code align} pairs them. */
final class PagePairs {
  /** Pairs whose layouts are compared: each takes a while, and its command is named. */
  private static final int MOST_LAYOUTS = 3;

  private final Session session;
  private final Store store;
  private final String runId;
  private final List<Gap> gaps = new ArrayList<>();

  PagePairs(Session session, Store store, String runId) {
    this.session = session;
    this.store = store;
    this.runId = runId;
  }

  /** What was missing. */
  List<Gap> gaps() {
    return gaps;
  }

  /** The comparisons, in the order of the models. */
  List<PagePair> of(List<PairedModel> models) {
    List<PagePair> out = new ArrayList<>();
    for (int i = 0; i < models.size(); i++) {
      for (int j = i + 1; j < models.size(); j++) {
        PairedModel a = models.get(i);
        PairedModel b = models.get(j);
        if (a.personality().prompts().equals(b.personality().prompts())) {
          out.add(PagePair.of(section(a, b, out.size() < MOST_LAYOUTS)));
        } else {
          gaps.add(Gap.of("pair.prompts", a.id(), b.id()));
        }
      }
    }
    if (models.size() < 2) {
      gaps.add(Gap.of("pairs.one"));
    }
    if (out.size() > MOST_LAYOUTS) {
      gaps.add(
          Gap.of("geometry.cut", Integer.toString(MOST_LAYOUTS), Integer.toString(out.size())));
    }
    return out;
  }

  private PairSection section(PairedModel first, PairedModel second, boolean layouts) {
    Personality a = first.personality();
    Personality b = second.personality();
    BankPlan plan = BankPlan.of(a.prompts(), StyleJob.REPLICATES, first.manifest().seed());
    return new PairSection(
        first.compared(),
        second.compared(),
        Comparing.asked(a),
        Comparing.styles(plan, a, b),
        Comparing.pitfalls(a, b),
        layouts ? layers(first, second) : List.of());
  }

  private List<LayerLikeness> layers(PairedModel first, PairedModel second) {
    if (!LayerLikeness.enough(first.personality().prompts())) {
      gaps.add(Gap.of("geometry.few", first.id(), second.id()));
      return List.of();
    }
    return new GeometryJob(
            session.spark(),
            store,
            new Permutations(GeometryJob.PERMUTATIONS, first.manifest().seed()))
        .run(
            runId,
            new GeometryJob.Side(first.id(), first.personality()),
            new GeometryJob.Side(second.id(), second.personality()));
  }

  /**
   * Base and instruct, wherever a run holds them as {@code align} samples them: one model in its
   * chat template and in the plain format, and another one of the same shape in the plain format.
   * In the order of the models.
   */
  List<PageAlign> alignments(List<PairedModel> models) {
    List<List<PairedModel>> found = new ArrayList<>();
    for (PairedModel chat : models) {
      for (PairedModel plain : models) {
        bases(models, plain, chat).forEach(base -> found.add(List.of(base, plain, chat)));
      }
    }
    if (found.isEmpty()) {
      gaps.add(Gap.of("align.none"));
    }
    return found.stream().flatMap(columns -> unlessRefused(columns).stream()).toList();
  }

  /** A model that was asked in a template too is an instruct model, unless there is no other. */
  private static List<PairedModel> bases(
      List<PairedModel> models, PairedModel plain, PairedModel chat) {
    List<PairedModel> all = models.stream().filter(base -> areColumns(base, plain, chat)).toList();
    List<PairedModel> untemplated =
        all.stream()
            .filter(
                base ->
                    models.stream()
                        .noneMatch(
                            one ->
                                one.manifest().format().equals("chat") && sameWeights(one, base)))
            .toList();
    return untemplated.isEmpty() ? all : untemplated;
  }

  private static boolean sameWeights(PairedModel one, PairedModel other) {
    return one.manifest().weightsFingerprint().equals(other.manifest().weightsFingerprint());
  }

  private Optional<PageAlign> unlessRefused(List<PairedModel> columns) {
    return Failures.unlessRefused(
        () -> measured(columns), reason -> gaps.add(Gap.of("align.refused", reason)));
  }

  private PageAlign measured(List<PairedModel> columns) {
    List<String> sha256 =
        columns.stream().map(model -> model.manifest().tokenizerSha256()).toList();
    List<String> ids = columns.stream().map(PairedModel::id).toList();
    boolean same = sha256.get(0).equals(sha256.get(1));
    if (!same) {
      TokenAgreement.differing(store, runId, ids.get(0), ids.get(1))
          .ifPresent(
              promptId -> {
                throw AlignPair.differing(ids, sha256, promptId);
              });
    }
    return PageAlign.of(
        AlignSections.of(
            store,
            runId,
            columns,
            new AlignSections.Told(same, List.of(), Optional.of(session.spark()))));
  }

  private static boolean areColumns(PairedModel base, PairedModel plain, PairedModel chat) {
    return chat.manifest().format().equals("chat")
        && plain.manifest().format().equals("plain")
        && sameWeights(plain, chat)
        && base.manifest().format().equals("plain")
        && !sameWeights(base, chat)
        && base.manifest().architecture().equals(chat.manifest().architecture())
        && base.manifest().layers() == chat.manifest().layers()
        && base.manifest().width() == chat.manifest().width()
        && base.personality().prompts().equals(chat.personality().prompts())
        && plain.personality().prompts().equals(chat.personality().prompts());
  }
}
