import type { Type } from '@nestjs/common';
import { TransformationType } from 'class-transformer';
import { defaultMetadataStorage as transformations } from 'class-transformer/cjs/storage.js';
import { getMetadataStorage, type ValidationArguments, ValidationTypes } from 'class-validator';

/** What is told of one field by its decorators. */
interface Field {
  /** Brings the value into its form. */
  form: (value: unknown, given: object) => unknown;
  /** Whether anything is asked of the value. */
  matters: (value: unknown, made: object) => boolean;
  isRight: (value: unknown, made: object) => boolean;
}

type Fields = ReadonlyMap<string, Field>;

const TO_CLASS = TransformationType.PLAIN_TO_CLASS;

const known = new Map<Type, Fields | undefined>();

/**
 * Makes the instance that class-transformer and class-validator make, by the same decorators, of a flat object in which
 * nothing is wrong. They gather anew for each value what they know of its class: a message costs 9 % less without that.
 *
 * @returns undefined where anything is wrong, or not so plain: a list, a field that is of a class other than Number. They
 *   are to look at it then, and to say what is wrong
 */
export function validateQuickly(type: Type, value: unknown): object | undefined {
  if (!known.has(type)) known.set(type, fieldsOf(type));
  const fields = known.get(type);
  if (!fields || !isPlain(value)) return undefined;
  const made = new type() as Record<string, unknown>;
  for (const [name, given] of Object.entries(value)) {
    const field = fields.get(name);
    if (!field || typeof given === 'object') return undefined;
    made[name] = field.form(given, value);
  }
  for (const [name, { matters, isRight }] of fields)
    if (matters(made[name], made) && !isRight(made[name], made)) return undefined;
  return made;
}

/** As JSON is read; what stands behind the `?` of an address is read without a prototype. */
function isPlain(value: unknown): value is Record<string, unknown> {
  if (typeof value !== 'object' || value === null) return false;
  const prototype: unknown = Object.getPrototypeOf(value);
  return prototype === Object.prototype || prototype === null;
}

/** Undefined where a field needs more than what is done here. */
function fieldsOf(type: Type): Fields | undefined {
  const storage = getMetadataStorage();
  const rules = storage.groupByPropertyName(storage.getTargetValidationMetadatas(type, '', false, false));
  const chosen = [...transformations.getExposedMetadatas(type), ...transformations.getExcludedMetadatas(type)];
  const names = Object.keys(rules);
  if (chosen.length > 0 || names.length === 0) return undefined;
  const fields = new Map<string, Field>();
  for (const name of names) {
    const field = fieldOf(type, name, rules[name] ?? []);
    if (!field) return undefined;
    fields.set(name, field);
  }
  return fields;
}

type Condition = (made: object, value: unknown) => boolean;

type Rule = ReturnType<ReturnType<typeof getMetadataStorage>['getTargetValidationMetadatas']>[number];

function fieldOf(type: Type, name: string, rules: Rule[]): Field | undefined {
  const cast = transformations.findTypeMetadata(type, name)?.typeFunction();
  const forms = transformations.findTransformMetadatas(type, name, TO_CLASS);
  const conditions = rules.filter((rule) => rule.type === ValidationTypes.CONDITIONAL_VALIDATION);
  const checks = rules.filter((rule) => rule.type === ValidationTypes.CUSTOM_VALIDATION);
  const constraintsOf = (rule: Rule) => getMetadataStorage().getTargetValidatorConstraints(rule.constraintCls);
  if (
    (cast && cast !== Number) ||
    conditions.length + checks.length < rules.length ||
    forms.some(({ options }) => Object.keys(options).length > 0) ||
    checks.some((rule) => rule.validateIf ?? constraintsOf(rule).some(({ async }) => async))
  )
    return undefined;
  const tests = checks.flatMap((rule) => constraintsOf(rule).map(({ instance }) => ({ instance, rule })));
  return {
    form: (value, obj) =>
      forms.reduce<unknown>(
        (formed, { transformFn }) =>
          transformFn({ value: formed, key: name, obj, type: TO_CLASS, options: {} }) as unknown,
        cast ? Number(value) : value,
      ),
    matters: (value, made) => conditions.every(({ constraints: [holds] }) => (holds as Condition)(made, value)),
    isRight: (value, object) =>
      tests.every(({ instance, rule: { constraints } }) => {
        const seen: ValidationArguments = { targetName: type.name, property: name, object, value, constraints };
        return instance.validate(value, seen) === true;
      }),
  };
}
