// Runs a chat template with @huggingface/jinja, in the environment that transformers gives it.
// Every result is a text that begins with what it is: "text:", "raised:" (by the template itself)
// or "failed:".
(function (jinja, longestRange, longestList) {
  "use strict";

  class Raised extends Error {}

  // JavaScript and Python differ in what they trim (U+0085 and U+FEFF, for instance).
  const blanks = new Set(
    "\t\n\v\f\r\x1c\x1d\x1e\x1f \x85\xa0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006" +
      "\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000"
  );
  String.prototype.trimStart = function () {
    let start = 0;
    while (blanks.has(this[start])) start++;
    return this.slice(start);
  };
  String.prototype.trimEnd = function () {
    let end = this.length;
    while (blanks.has(this[end - 1])) end--;
    return this.slice(0, end);
  };
  String.prototype.trim = function () {
    return this.trimStart().trimEnd();
  };

  // The library takes any failure of a look-up, a full stack too, for an undefined variable.
  const lookUp = jinja.Environment.prototype.lookupVariable;
  const nothing = new jinja.Environment();
  jinja.Environment.prototype.lookupVariable = function (name) {
    for (let scope = this; scope; scope = scope.parent) {
      if (scope.variables.has(name)) {
        return scope.variables.get(name);
      }
    }
    return lookUp.call(nothing, name);
  };

  // Builtins that make a long list in one step, which a count of statements does not see.
  const concat = Array.prototype.concat;
  Array.prototype.concat = function (...others) {
    const length = others.reduce((sum, other) => sum + (Array.isArray(other) ? other.length : 1), this.length);
    if (length > longestList) {
      throw new RangeError("a list of " + length + " entries");
    }
    return concat.apply(this, others);
  };

  function range(start, stop, step = 1) {
    if (stop === undefined || stop === null) {
      [start, stop] = [0, start];
    }
    if (step === 0) {
      throw new Error("range() step must not be zero");
    }
    const length = Math.max(0, Math.ceil((stop - start) / step));
    if (!(length <= longestRange)) {
      throw new RangeError("range() of " + length + " numbers");
    }
    return Array.from({ length }, (_, index) => start + index * step);
  }

  function strftime(dates, format) {
    return format.replace(/%-?./g, (directive) => {
      if (!(directive in dates)) {
        throw new Error("strftime_now does not know " + directive);
      }
      return dates[directive];
    });
  }

  function guarded(work) {
    try {
      return "text:" + work();
    } catch (error) {
      return (error instanceof Raised ? "raised:" : "failed:") + error.message;
    }
  }

  let program;

  return {
    parse: (template) =>
      guarded(() => {
        program = jinja.parse(jinja.tokenize(template, { lstrip_blocks: true, trim_blocks: true }));
        return "";
      }),
    render: (given) =>
      guarded(() => {
        const { dates, variables } = JSON.parse(given);
        const directives = Object.assign(Object.create(null), dates);
        const globals = {
          ...variables,
          true: true, True: true,
          false: false, False: false,
          none: null, None: null,
          range,
          raise_exception: (message) => {
            throw new Raised(message);
          },
          strftime_now: (format) => strftime(directives, format),
        };
        const environment = new jinja.Environment();
        Object.entries(globals).forEach(([name, value]) => environment.set(name, value));
        return new jinja.Interpreter(environment).run(program).value;
      }),
  };
})
