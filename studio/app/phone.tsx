// A phone with a pass in its wallet, front and back; or with the page that the pass links to.
import { useState } from 'preact/hooks';
import { encode } from 'uqr';
import type { PassView, Visit } from '../types.ts';
import { catalog } from './state.ts';
import { Button } from './ui.tsx';

function Code({ text }: { text: string }) {
  const { data, size } = encode(text, { ecc: 'M', border: 2 });
  const path = data
    .flatMap((line, y) => line.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])))
    .join('');
  return (
    <svg class="code" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={`Code of the pass: ${text}`}>
      <rect width={size} height={size} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}

function Front({ pass }: { pass: PassView }) {
  return (
    <>
      <div class="pass-head">
        <span class="pass-logo" aria-hidden="true">
          {pass.organization.slice(0, 1)}
        </span>
        <b>{pass.organization}</b>
        <span class="pass-kind">{pass.typeLabel}</span>
      </div>
      <div class="pass-strip">
        <p class="pass-title">{pass.title}</p>
        <p class="pass-name">{pass.name || 'No name'}</p>
      </div>
      <dl class="pass-fields">
        {pass.front.map(({ label, value }) => (
          <div key={label}>
            <dt>{label}</dt>
            <dd>{value}</dd>
          </div>
        ))}
        {pass.statusLabel && (
          <div>
            <dt>Status</dt>
            <dd>{pass.statusLabel}</dd>
          </div>
        )}
      </dl>
      <Code text={pass.barcode} />
      {pass.over && <span class="pass-over">{pass.statusLabel}</span>}
    </>
  );
}

function Back({ pass }: { pass: PassView }) {
  return (
    <dl class="pass-back">
      {pass.back.map(({ label, value, link }) => (
        <div key={label}>
          <dt>{label}</dt>
          <dd>
            {link ? (
              <a href={value} target="_blank" rel="noreferrer">
                {value.replace(/^https?:\/\//, '')}
              </a>
            ) : (
              value
            )}
          </dd>
        </div>
      ))}
      {pass.permanentLink && (
        <div>
          <dt>Your coupon, always under this link</dt>
          <dd>
            <a href={pass.permanentLink} target="_blank" rel="noreferrer">
              {pass.permanentLink.replace(/^https?:\/\//, '')}
            </a>
          </dd>
        </div>
      )}
    </dl>
  );
}

interface PhoneProps {
  pass: PassView | undefined;
  visit: Visit | undefined;
  onTap: () => Promise<void>;
  onBack: () => void;
}

export function Phone({ pass, visit, onTap, onBack }: PhoneProps) {
  const [back, setBack] = useState(false);
  if (visit) return <Browser visit={visit} onTap={onTap} onBack={onBack} />;
  const types = catalog.value?.passTypes ?? [];
  const at = types.findIndex(({ value }) => value === pass?.passType);
  // A type that has steps of its own comes after the others.
  const look = at < 0 ? types.length : at;
  return (
    <section class="phone-side" aria-label="The phone">
      <div class="phone">
        <div class="phone-bar" aria-hidden="true">
          <span>9:41</span>
          <i />
          <span>Wallet</span>
        </div>
        <div class="phone-screen" aria-live="polite">
          {pass ? (
            <article
              key={`${pass.barcode}${pass.status}${pass.front.map(({ value }) => value).join()}${back}`}
              class={`pass look-${look % 5} ${pass.passType} ${pass.over ? 'over' : ''} ${back ? 'turned' : ''}`}
            >
              {back ? <Back pass={pass} /> : <Front pass={pass} />}
            </article>
          ) : (
            <p class="soft empty">No pass yet. Send a row.</p>
          )}
        </div>
      </div>
      {pass && (
        <fieldset class="switch small">
          <legend class="hidden">Side of the pass</legend>
          {[false, true].map((side) => (
            <label key={String(side)}>
              <input type="radio" name="side" checked={back === side} onChange={() => setBack(side)} />
              <span>{side ? 'Back' : 'Front'}</span>
            </label>
          ))}
        </fieldset>
      )}
    </section>
  );
}

/** The page that a link opened, as it is served; its button is pressed from outside of the frame. */
function Browser({ visit, onTap, onBack }: { visit: Visit; onTap: () => Promise<void>; onBack: () => void }) {
  return (
    <section class="phone-side" aria-label="The phone">
      <div class="phone">
        <div class="phone-bar" aria-hidden="true">
          <span>9:41</span>
          <i />
          <span>Browser</span>
        </div>
        <div class="phone-screen page">
          <iframe title={`The page: ${visit.heading}`} sandbox="" srcdoc={visit.html} />
        </div>
      </div>
      <div class="phone-buttons">
        {visit.button && (
          <Button kind="main" onClick={onTap}>
            Press “{visit.button}”
          </Button>
        )}
        <Button onClick={onBack}>Back to the pass</Button>
      </div>
    </section>
  );
}
