// What a code means, and what to do next, where its messages do not say so in a few words themselves.

export const explained: Readonly<Record<string, { means?: string; next?: string }>> = {
  another_record: {
    means: 'PassKit answered with a record that is not the one you named, so nothing was done to it.',
    next: 'Check the codes, the date and the number.',
  },
  already_checked_in: {
    next: 'Nothing, where the member is still there. Otherwise check the member out first.',
  },
  boarding_pass_not_found: { next: 'Check the PassKit ID, or the flight and the sequence number.' },
  coupon_redeemed: {
    next: 'Nothing, where the customer has had it. Give each redemption its own reference, and a repeated step with the same one is a success. [Reissue Coupon](reference/reissue_coupon.md) makes the next one.',
  },
  coupon_void: {
    next: 'Nothing, where somebody voided it on purpose. [Reissue Coupon](reference/reissue_coupon.md) makes the next one.',
  },
  display_over: { next: 'Choose a time that is still to come, or leave Display Until blank.' },
  no_points: {
    means: 'All three kinds of points are blank or zero, so there is nothing to earn or to burn.',
    next: 'Fill in at least one of the three, and check that the column it is mapped to is not blank.',
  },
  not_enough_points: { next: 'Burn fewer, or give the member points first.' },
  nothing_redeemed: {
    next: 'Look at the tickets of the order in PassKit, and move the expiry date of those that should be valid.',
  },
  order_not_found: { next: 'Check the order number and the production.' },
  order_redeemed: { next: 'Nothing, where the guests have been let in.' },
  pass_not_found: {
    means:
      'PassKit has no pass under that ID where the step looked: the ID, the type, the project or the region is another one, or the pass was deleted. PassKit cannot tell which.',
  },
  reissue_interrupted: {
    means: 'Two things happened to one external ID at the same time. Nothing was issued.',
    next: 'Do what the message says; then run the step again.',
  },
  ticket_expired: {
    means: 'The ticket is over, so it admits nobody. Nothing was redeemed or counted.',
  },
  ticket_gone: { next: 'Nothing. To have the ticket back, issue it again.' },
  ticket_redeemed: {
    means: 'The ticket has been used. Nothing was redeemed or counted this time.',
    next: 'Nothing, where the guest has been let in. A second guest with the same ticket is for the staff at the door.',
  },
  unsure: {
    means:
      'The request was sent, and no answer came back. It may have been done, and nothing that could do it twice was sent again.',
    next: 'Look in PassKit before you run it again. With an external ID or a reference of your own the step can tell by itself.',
  },
};
