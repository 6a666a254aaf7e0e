// Flights and boarding passes. PassKit has no list of either: they are named by what an airline knows of them.
import { invalid, missing, taken } from './errors.ts';
import { demo, newId } from './ids.ts';
import { child, type Message, number, text, texts } from './messages.ts';
import { validate } from './rules.ts';
import type { Store } from './store.ts';

const dateOf = (sent: Message) => {
  const date = child(sent, 'departureDate') ?? sent;
  return ['year', 'month', 'day'].map((part) => Number(date[part])).join('-');
};

/** A flight as every message names it. */
const departureOf = (sent: Message) =>
  [text(sent, 'carrierCode'), text(sent, 'flightNumber'), dateOf(sent), text(sent, 'boardingPoint')].join(
    ' ',
  );

const flightKey = (sent: Message) => `${departureOf(sent)} ${text(sent, 'deplaningPoint')}`;

const [year = 0, month = 0, day = 0] = demo.flight.departureDate.split('-').map(Number);
/** The demo flight, as a request names it. */
export const demoFlightKey: Message = { ...demo.flight, departureDate: { year, month, day } };
export const demoFlight = (store: Store): Message => getFlight(store, demoFlightKey);

/** The flight of a message, if there is one. */
export const flightOf = (store: Store, sent: Message): Message | undefined =>
  store.flights.get(flightKey(sent));

function requireFlight(store: Store, sent: Message): Message {
  const found = flightOf(store, sent);
  if (!found) throw missing('flight', 'flight', flightKey(sent));
  return found;
}

function checkTimes(sent: Message): void {
  for (const [name, value] of Object.entries(sent)) {
    if (!name.endsWith('Time')) continue;
    const time = text(child(sent, name), 'dateTime');
    if (value && !/^\d{4}-\d\d-\d\dT\d\d:\d\d(:\d\d)?$/.test(time))
      throw invalid(
        `validation err: Key: 'Flight.${name}' Error:Field validation for '${name}' failed on the 'ioLocalDate' tag`,
      );
  }
}

/** POST /flights/flight. The sandbox keeps no carriers, airports and designators: PassKit wants them set up once. */
export function createFlight(store: Store, sent: Message): Message {
  checkTimes(sent);
  if (flightOf(store, sent)) throw taken('flight', 'flight', flightKey(sent));
  store.flights.set(flightKey(sent), { status: 'SCHEDULED', ...sent });
  return {};
}

/** GET /flights/flight/…, with how many passes it has. */
export const getFlight = (store: Store, sent: Message): Message => shown(store, requireFlight(store, sent));

/** PUT /flights/flight: what is not sent is cleared. PassKit does not say; this is the harsher reading. */
export function updateFlight(store: Store, sent: Message): Message {
  checkTimes(sent);
  requireFlight(store, sent);
  store.flights.set(flightKey(sent), { ...sent });
  return shown(store, sent);
}

function shown(store: Store, flight: Message): Message {
  const passes = [...store.boardingPasses.values()].filter((pass) => flightKey(pass) === flightKey(flight));
  return { ...flight, metrics: { created: String(passes.length) } };
}

/** POST /flights/boardingPass: 409 for a sequence number that is taken. PassKit only says that there is such an answer. */
export function createBoardingPass(store: Store, sent: Message): Message {
  checkPassenger(sent);
  requireFlight(store, sent);
  const same = byIndex(store, sent);
  if (same) throw taken('boarding pass', 'sequenceNumber', String(number(sent, 'sequenceNumber')));
  const id = newId();
  store.boardingPasses.set(id, { ...sent, id });
  return links(store, [{ id }], ['PASS_URL', 'GOOGLE_URL']);
}

function checkPassenger(sent: Message): void {
  const person = child(child(sent, 'passenger'), 'passengerDetails');
  if (person) validate('io.Person', person, 'flight', 'BoardingPassRecord.Passenger.PassengerDetails');
}

const byIndex = (store: Store, sent: Message) =>
  [...store.boardingPasses.values()].find(
    (pass) =>
      departureOf(pass) === departureOf(sent) &&
      number(pass, 'sequenceNumber') === number(sent, 'sequenceNumber'),
  );

/** The boarding pass of a request that names it in one of PassKit's ways, or 404. */
function named(store: Store, sent: Message): Message {
  const [passId, index, ticket] = ['passId', 'index', 'ticketNumber'].map((name) => child(sent, name));
  if (!passId && !index && !ticket)
    throw invalid('validation err: one of passId, ticketNumber and index is required');
  const found = passId
    ? store.boardingPasses.get(text(passId, 'id'))
    : index
      ? byIndex(store, index)
      : [...store.boardingPasses.values()].find((pass) => hasTicket(pass, ticket ?? {}));
  if (!found) throw missing('boarding pass', 'record', JSON.stringify(sent));
  return found;
}

const hasTicket = (pass: Message, ticket: Message) =>
  text(pass, 'ticketNumber') === text(ticket, 'ticketNumber') &&
  (text(ticket, 'boardingPoint')
    ? text(pass, 'boardingPoint') === text(ticket, 'boardingPoint')
    : number(pass, 'ticketLeg') === number(ticket, 'ticketLeg'));

/** POST /flights/boardingRecord, which reads. */
export const getBoardingPass = (store: Store, sent: Message): Message => named(store, sent);

/** PUT /flights/boardingRecord: what is not sent is cleared. PassKit does not say; this is the harsher reading. */
export function updateBoardingPass(store: Store, sent: Message): Message {
  validate('flights.BoardingPassRecord', sent, 'generic');
  checkPassenger(sent);
  const record = text(sent, 'id') ? store.boardingPasses.get(text(sent, 'id')) : byIndex(store, sent);
  if (!record) throw missing('boarding pass', 'id', text(sent, 'id'));
  const updated = { ...sent, id: text(record, 'id') };
  store.boardingPasses.set(updated.id, updated);
  return updated;
}

/** DELETE /flights/boardingRecord */
export function deleteBoardingPass(store: Store, sent: Message): Message {
  store.boardingPasses.delete(text(named(store, sent), 'id'));
  return {};
}

/** POST /flights/pass: the links of one pass, or of all passes of a booking. */
export function linksOf(store: Store, sent: Message): Message {
  const booking = child(sent, 'pnr');
  const passes = booking
    ? [...store.boardingPasses.values()].filter(
        (pass) => text(pass, 'operatingCarrierPNR') === text(booking, 'pnr'),
      )
    : [named(store, sent)];
  if (passes.length === 0) throw missing('boarding pass', 'pnr', text(booking, 'pnr'));
  return links(store, passes, texts(sent, 'format'));
}

function links(store: Store, passes: readonly Message[], wanted: readonly string[]): Message {
  const pages = `https://${store.region}.pskt.io`;
  return {
    boardingPasses: passes.map((pass) => ({
      id: text(pass, 'id'),
      ...(wanted.includes('PASS_URL') && { url: `${pages}/${text(pass, 'id')}` }),
      ...(wanted.includes('GOOGLE_URL') && { googlePayURL: `${pages}/${text(pass, 'id')}.gpay` }),
    })),
  };
}
