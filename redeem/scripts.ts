// The scripts of the pages: a few lines each, of what browsers have had for years. Without them everything works still.

/** How long a button is held. */
export const holdFor = 1_200;

/** One submit a form; a page that comes back from the browser's memory is asked for anew. */
export const onceScript = `
addEventListener('submit',function(event){var button=event.target.querySelector('button');
if(button.disabled)return event.preventDefault();button.disabled=true;button.textContent=button.dataset.busy});
addEventListener('pageshow',function(event){if(event.persisted)location.reload()});
`;

/**
 * A form with `data-hold`: fingers and mice hold its button; keyboards and screen readers press it. Whoever cannot hold it
 * opens the `details`, which says that one tap is enough then.
 */
export const holdScript = `
(function(){
var form=document.querySelector('[data-hold]');
if(!form)return;
var button=form.querySelector('button'),plain=form.querySelector('details'),said=form.querySelector('[aria-live]');
var timer,finger,pressed,held;
form.querySelectorAll('[data-script]').forEach(function(part){part.hidden=false});
function stop(){clearTimeout(timer);finger=undefined;button.classList.remove('holding')}
function letGo(){stop();said.textContent=said.dataset.short}
button.addEventListener('pointerdown',function(event){
pressed=true;
if(plain.open||button.disabled||finger!==undefined||event.button>0)return;
finger=event.pointerId;
said.textContent='';
button.classList.add('holding');
timer=setTimeout(function(){stop();held=true;button.click()},${holdFor})
});
addEventListener('pointermove',function(event){
if(event.pointerId!==finger)return;
var box=button.getBoundingClientRect();
if(event.clientX<box.left||event.clientX>box.right||event.clientY<box.top||event.clientY>box.bottom)letGo()
});
['pointerup','pointercancel','blur'].forEach(function(name){addEventListener(name,function(event){
if(finger!==undefined&&(event.pointerId===undefined||event.pointerId===finger))letGo()
})});
document.addEventListener('visibilitychange',stop);
addEventListener('keydown',function(){pressed=false});
button.addEventListener('contextmenu',function(event){event.preventDefault()});
button.addEventListener('click',function(event){
var tapped=pressed||event.detail>0;
pressed=false;
if(tapped&&!held&&!plain.open)event.preventDefault();
held=false
})
})();
`;

/**
 * An element with `data-seconds`: how long ago something was when the server made the page. It counts on from there, by
 * whichever of two clocks of the device went further: one stops while it sleeps, the other can be set back. With
 * `data-until` the page is asked for anew after so many seconds.
 */
export const clockScript = `
(function(){
var clock=document.querySelector('[data-seconds]');
if(!clock)return;
var start=Number(clock.dataset.seconds),until=Number(clock.dataset.until),text=clock.querySelector('b');
var steady=performance.now(),wall=Date.now(),timer;
function two(number){return (number<10?'0':'')+number}
function show(){
var passed=Math.max(0,performance.now()-steady,Date.now()-wall)/1000,all=Math.floor(start+passed);
var hours=Math.floor(all/3600),minutes=Math.floor(all/60)%60;
var now=(hours?hours+':'+two(minutes):minutes)+':'+two(all%60);
if(text.textContent!==now)text.textContent=now;
if(until&&all>until){clearInterval(timer);location.reload()}
}
clock.querySelectorAll('[data-plain]').forEach(function(part){part.hidden=true});
timer=setInterval(show,200);
show()
})();
`;
