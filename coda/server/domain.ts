/** Where your redemption page runs, without https://. Write your own here before the Pack is uploaded. */
export const domain = 'coupons.example.com';
