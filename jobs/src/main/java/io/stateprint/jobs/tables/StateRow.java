package io.stateprint.jobs.tables;

import java.io.Serializable;

/**
 * One sampled state: a prompt under a condition, after a block, pooled; or the bag of its
 * embeddings, which counts as layer -1. A bean and not a record, because Spark's bean encoder
 * carries float arrays without boxing and gives records no columns.
 */
public final class StateRow implements Serializable {
  private static final long serialVersionUID = 1L;

  private String promptId = "";
  private String promptSet = "";
  private String category = "";
  private String topic = "";
  private String lang = "";
  private String role = "";
  private String condition = "";
  private String systemPrompt = "";
  private String format = "";
  private int layer;
  private double depth;
  private String pooling = "";
  private int tokens;
  private float norm;
  private float[] state = new float[0];

  /**
   * The prompt, or the anchor. A paraphrase's is its original's with {@code -p1} and so on behind
   * it; a framing's is its minimal pair's with {@code -neutral} or {@code -emotional}.
   */
  public String getPromptId() {
    return promptId;
  }

  /** Sets it. */
  public void setPromptId(String promptId) {
    this.promptId = promptId;
  }

  /** The file that it comes from, without folder. */
  public String getPromptSet() {
    return promptSet;
  }

  /** Sets it. */
  public void setPromptSet(String promptSet) {
    this.promptSet = promptSet;
  }

  /**
   * One of the four categories, {@code own} for a user's own prompt, {@code neutral} for the bank's
   * calibration prompts, or an anchor's style. A paraphrase has that of its original.
   */
  public String getCategory() {
    return category;
  }

  /** Sets it. */
  public void setCategory(String category) {
    this.category = category;
  }

  /**
   * What it is about, the cluster of the bootstrap; an anchor's is {@code frame/topic}, a
   * paraphrase's that of its original.
   */
  public String getTopic() {
    return topic;
  }

  /** Sets it. */
  public void setTopic(String topic) {
    this.topic = topic;
  }

  /** Language, such as {@code ru}. */
  public String getLang() {
    return lang;
  }

  /** Sets it. */
  public void setLang(String lang) {
    this.lang = lang;
  }

  /**
   * What the text is for: {@code prompt} (a prompt under a condition of the sweep), {@code anchor},
   * {@code calibration} (neutral), {@code paraphrase}, {@code framing} (of a minimal pair), {@code
   * control} (a prompt under a further wording, dose or the nonsense instruction), {@code placebo}
   * or {@code system} (a prompt under such a system prompt).
   */
  public String getRole() {
    return role;
  }

  /** Sets it. */
  public void setRole(String role) {
    this.role = role;
  }

  /**
   * {@code default}; a style instruction such as {@code +empathy}, {@code +empathy/w2} in another
   * wording, {@code +empathy/strong} in another dose, {@code +nonsense}; or a system prompt, {@code
   * placebo:ID} or {@code system:ID}.
   */
  public String getCondition() {
    return condition;
  }

  /** Sets it. */
  public void setCondition(String condition) {
    this.condition = condition;
  }

  /** The system prompt, empty where there is none. */
  public String getSystemPrompt() {
    return systemPrompt;
  }

  /** Sets it. */
  public void setSystemPrompt(String systemPrompt) {
    this.systemPrompt = systemPrompt;
  }

  /** {@code chat} or {@code plain}. */
  public String getFormat() {
    return format;
  }

  /** Sets it. */
  public void setFormat(String format) {
    this.format = format;
  }

  /** The block, 0-based; -1 for what enters the first one, pooled over the user's tokens. */
  public int getLayer() {
    return layer;
  }

  /** Sets it. */
  public void setLayer(int layer) {
    this.layer = layer;
  }

  /** (layer + 1) / layers of the model, in [0, 1]; 0 for embeddings. */
  public double getDepth() {
    return depth;
  }

  /** Sets it. */
  public void setDepth(double depth) {
    this.depth = depth;
  }

  /** {@code last} or {@code user}. */
  public String getPooling() {
    return pooling;
  }

  /** Sets it. */
  public void setPooling(String pooling) {
    this.pooling = pooling;
  }

  /** How many tokens the state stands for. */
  public int getTokens() {
    return tokens;
  }

  /** Sets it. */
  public void setTokens(int tokens) {
    this.tokens = tokens;
  }

  /** Euclidean length of the state. */
  public float getNorm() {
    return norm;
  }

  /** Sets it. */
  public void setNorm(float norm) {
    this.norm = norm;
  }

  /** The output of the block before the final norm, pooled, (D). */
  public float[] getState() {
    return state;
  }

  /** Sets it. */
  public void setState(float[] state) {
    this.state = state;
  }
}
