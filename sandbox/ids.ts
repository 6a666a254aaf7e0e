// PassKit's object ids (22 base62 characters) and the fixed ids of the demo projects.

const BASE62 = '0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz';

/** A new random id. Nothing here is secret, and a hundred thousand of them are made at once: it need not be unguessable. */
export function newId(): string {
  let id = '';
  for (let n = 0; n < 22; n++) id += BASE62.charAt(Math.floor(Math.random() * 62));
  return id;
}

export const demo = {
  programId: 'CoffeeClubProgram00001',
  tiers: { bronze: 'bronze', silver: 'silver', gold: 'gold' },
  campaignId: 'CoffeeRewardsCampaign1',
  /** Its coupons carry their own expiry date. */
  offerId: 'FreeCoffeeOffer0000001',
  /** Its coupons expire 30 days after issue. */
  fixedOfferId: 'HalfPriceCakeOffer0001',
  productionId: 'LatteArtShowProduction',
  venueId: 'CoffeeMuseumVenue00001',
  eventId: 'LatteArtShowEvent00001',
  ticketTypeId: 'StandardTicketType0001',
  vipTicketTypeId: 'VipTicketType000000001',
  flight: {
    carrierCode: 'CC',
    flightNumber: '101',
    departureDate: '2030-01-15',
    boardingPoint: 'LHR',
    deplaningPoint: 'JFK',
  },
};

export const templates = {
  bronze: 'BronzeTierTemplate0001',
  silver: 'SilverTierTemplate0001',
  gold: 'GoldTierTemplate000001',
  freeCoffee: 'FreeCoffeeTemplate0001',
  halfPriceCake: 'HalfPriceCakeTemplate1',
  standard: 'StandardTicketTemplate',
  vip: 'VipTicketTemplate00001',
  flight: 'CoffeeFlightTemplate01',
};

export const account = {
  username: 'demo@example.com',
  password: 'sandbox-password',
  companyName: 'Demo Coffee',
  companyId: 'DemoCoffeeCompany00001',
};

export const credentials = {
  apiKey: 'sandbox-api-key',
  apiSecret: 'sandbox-api-secret',
  apiToken: 'sandbox-long-lived-token',
};
