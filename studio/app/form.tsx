// A step as the editor of its platform shows it: fields, help, lists, and what appears after a choice.
import { useEffect, useId, useState } from 'preact/hooks';
import type { Form, FormField, Values } from '../types.ts';
import { api } from './api.ts';
import { platform } from './state.ts';

export type Row = Readonly<Record<string, string>>;

const token = /\{\{([^}]+)\}\}/g;
const isMapped = (value: unknown): value is string =>
  typeof value === 'string' && /^\{\{[^}]+\}\}$/.test(value);
export const columnOf = (value: string) => value.slice(2, -2);

/** Inputs with the values of the row where a column is mapped; what is blank is left out. */
export const resolved = (values: Values, row: Row = {}): Values =>
  Object.fromEntries(
    Object.entries(values)
      .map(([key, value]) => [
        key,
        typeof value === 'string' ? value.replace(token, (_all, name: string) => row[name] ?? '') : value,
      ])
      .filter(([, value]) => value !== ''),
  );

interface StepFormProps {
  step: string;
  values: Values;
  onChange: (values: Values) => void;
  /** The columns that can be mapped, with the values of the row; none where there is no table. */
  row?: Row;
  /** Hears which fields there are, whenever they change. */
  onFields?: (fields: readonly FormField[]) => void;
}

export function StepForm({ step, values, onChange, row, onFields }: StepFormProps) {
  const [form, setForm] = useState<Form | undefined>();
  const [all, setAll] = useState(false);
  const asked = JSON.stringify([platform.value, step, values, row]);
  useEffect(() => {
    let late = false;
    const input = resolved(values, row);
    api
      .form({ platform: platform.value, step, input, raw: values })
      .then((found) => {
        if (late) return;
        setForm(found);
        onFields?.(found.fields);
      })
      .catch((error: Error) => !late && setForm({ fields: [], problem: error.message, asked: 0 }));
    return () => {
      late = true;
    };
  }, [asked]);

  if (!form) return <p class="soft">Drawing the form…</p>;
  const shown = form.fields.filter(
    ({ key, required, type }) => all || required || type === 'note' || values[key],
  );
  const rest = form.fields.length - shown.length;
  const set = (key: string, value: unknown) => onChange({ ...values, [key]: value });
  return (
    <div class={`step-form ${platform.value}`}>
      {form.problem && (
        <p class="problem" role="alert">
          {form.problem}
        </p>
      )}
      {shown.map((field) => (
        <FieldRow
          key={`${field.key}/${field.depth}`}
          field={field}
          value={values[field.key] ?? ''}
          row={row}
          onChange={(value) => set(field.key, value)}
        />
      ))}
      {(rest > 0 || all) && (
        <button type="button" class="button quiet more" aria-expanded={all} onClick={() => setAll(!all)}>
          {all ? 'Only what is filled in' : `${rest} more ${rest === 1 ? 'field' : 'fields'}`}
        </button>
      )}
      {form.asked > 0 && (
        <p class="soft small">
          To draw this, the editor sent PassKit {form.asked} {form.asked === 1 ? 'request' : 'requests'}.
        </p>
      )}
    </div>
  );
}

interface FieldProps {
  field: FormField;
  value: unknown;
  row: Row | undefined;
  onChange: (value: unknown) => void;
}

function FieldRow({ field, value, row, onChange }: FieldProps) {
  const id = useId();
  if (field.type === 'note') return <p class="note">{plain(field.help)}</p>;
  const mapped = isMapped(value);
  const mappable = row !== undefined;
  return (
    <div class="field" data-depth={field.depth} data-key={field.key}>
      <div class="field-head">
        <label for={id}>
          {field.label}
          {field.required && <span class="needed"> (required)</span>}
        </label>
        {mappable && field.type !== 'keyValues' && (
          <button
            type="button"
            class="map"
            aria-pressed={mapped}
            aria-label={`Map ${field.label} to a column`}
            onClick={() => onChange(mapped ? '' : `{{${Object.keys(row)[0]}}}`)}
          >
            Map
          </button>
        )}
      </div>
      {mapped && row ? (
        <Mapped id={id} value={value} row={row} onChange={onChange} />
      ) : (
        <Control id={id} field={field} value={value} onChange={onChange} />
      )}
      {field.help && <p class="help">{plain(field.help)}</p>}
    </div>
  );
}

/** Help as text: the platforms show its Markdown, and it holds no more of that than marks around codes. */
const plain = (help: string) => help.replaceAll('`', '');

function Mapped({
  id,
  value,
  row,
  onChange,
}: {
  id: string;
  value: string;
  row: Row;
  onChange: (value: string) => void;
}) {
  return (
    <div class="mapped">
      <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
        {Object.keys(row).map((name) => (
          <option key={name} value={`{{${name}}}`}>
            {name}
          </option>
        ))}
      </select>
      <span class="soft sample">{row[columnOf(value)] || 'blank'}</span>
    </div>
  );
}

function Control({ id, field, value, onChange }: Omit<FieldProps, 'row'> & { id: string }) {
  switch (field.type) {
    case 'choice':
      return <Choice id={id} field={field} value={String(value)} onChange={onChange} />;
    case 'choices':
      return (
        <select
          id={id}
          multiple
          size={Math.min(5, field.choices.length)}
          onChange={({ currentTarget }) =>
            onChange([...currentTarget.selectedOptions].map((option) => option.value))
          }
        >
          {field.choices.map((choice) => (
            <option key={choice.value} value={choice.value} selected={[value].flat().includes(choice.value)}>
              {choice.label}
            </option>
          ))}
        </select>
      );
    case 'boolean':
      return (
        <select id={id} value={String(value)} onChange={(event) => onChange(event.currentTarget.value)}>
          <option value="">–</option>
          <option value="true">{platform.value === 'make' ? 'Yes' : 'True'}</option>
          <option value="false">{platform.value === 'make' ? 'No' : 'False'}</option>
        </select>
      );
    case 'keyValues':
      return <Pairs id={id} value={value} onChange={onChange} />;
    default:
      return (
        <input
          id={id}
          type="text"
          inputMode={field.type === 'number' ? 'decimal' : undefined}
          placeholder={field.type === 'date' ? 'YYYY-MM-DD' : undefined}
          autoComplete="off"
          value={String(value)}
          onChange={(event) => onChange(event.currentTarget.value)}
        />
      );
  }
}

function Choice({
  id,
  field,
  value,
  onChange,
}: {
  id: string;
  field: FormField;
  value: string;
  onChange: (value: string) => void;
}) {
  const known = field.choices.some((choice) => choice.value === value);
  return (
    <select id={id} value={value} onChange={(event) => onChange(event.currentTarget.value)}>
      <option value="">{field.choices.length > 0 ? 'Choose…' : 'Nothing to choose yet'}</option>
      {!known && value !== '' && <option value={value}>{value}</option>}
      {field.choices.map((choice) => (
        <option key={choice.value} value={choice.value}>
          {choice.label}
        </option>
      ))}
    </select>
  );
}

/** Names and values, a line each. */
function Pairs({ id, value, onChange }: { id: string; value: unknown; onChange: (value: unknown) => void }) {
  const pairs = typeof value === 'object' && value !== null ? Object.entries(value) : [];
  const text = pairs.map(([name, one]) => `${name}: ${one}`).join('\n');
  return (
    <textarea
      id={id}
      rows={2}
      placeholder="name: value"
      value={text}
      onChange={(event) => {
        const lines = event.currentTarget.value.split('\n').flatMap((line) => {
          const at = line.indexOf(':');
          return at > 0 ? [[line.slice(0, at).trim(), line.slice(at + 1).trim()]] : [];
        });
        onChange(lines.length > 0 ? Object.fromEntries(lines) : '');
      }}
    />
  );
}
